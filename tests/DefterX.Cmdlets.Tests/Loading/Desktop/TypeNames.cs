using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace DefterX.Cmdlets.Tests.Loading.Desktop;

/// <summary>Prints types by their full names alone, so that signatures of different assemblies can be compared.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<string, object?>
{
    private TypeNames()
    {
    }

    public static TypeNames Instance { get; } = new();

    public static string Join(MetadataReader reader, StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : reader.GetString(space) + "." + reader.GetString(name);

    public static string Of(MetadataReader reader, TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? Of(reader, reader.GetTypeDefinition(outer)) + "+" + reader.GetString(type.Name)
        : Join(reader, type.Namespace, type.Name);

    public static string Of(MetadataReader reader, TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? Of(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)) + "+" + reader.GetString(type.Name)
        : Join(reader, type.Namespace, type.Name);

    public static string Print(MethodSignature<string> signature) =>
        $"{signature.GenericParameterCount} {signature.ReturnType} ({string.Join(',', signature.ParameterTypes)})";

    /// <summary>Where a type comes from (an empty assembly is the reader's own) and its name; null for arrays and pointers.</summary>
    public static (string Assembly, string Type)? Origin(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return ("", Of(reader, reader.GetTypeDefinition((TypeDefinitionHandle)handle)));
            case HandleKind.TypeReference:
                TypeReference type = reader.GetTypeReference((TypeReferenceHandle)handle);
                string name = Of(reader, type);
                while (type.ResolutionScope.Kind == HandleKind.TypeReference)
                {
                    type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
                }

                return type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    ? (reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name), name)
                    : ("", name);
            case HandleKind.TypeSpecification:
                BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
                blob.ReadByte(); // class or value type
                return Origin(reader, blob.ReadTypeHandle());
            default:
                return null;
        }
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Of(reader, reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Of(reader, reader.GetTypeReference(handle));

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

    public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "*" + Print(signature);
}
