using System;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>What the service refused: the cause within a <see cref="DefterXException"/>.</summary>
internal sealed class ServiceProblemException(ServiceProblem problem) : Exception(problem.Detail ?? problem.Code)
{
    public ServiceProblem Problem { get; } = problem;
}
