/* A PKCS#11 library over SoftHSM2 that misbehaves on order.
 *
 * It passes calls on to "real.so" in its own folder, which uses "softhsm2.conf" there. Faults are named numbers, set in the process by faulty_set, or for a
 * process to be started by the environment variable FAULTY_PKCS11 ("name=number,name=number"); 0 is a well-behaved library.
 * Counters are read by faulty_get. With -DWINDOWS_LAYOUT its interface is laid out as PKCS#11 libraries are on 64-bit Windows
 * (CK_ULONG of four octets, structures packed; PKCS#11 v2.40, 2.1 and pkcs11.h), whatever the platform's own is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long ULONG;

#ifdef WINDOWS_LAYOUT
#pragma pack(push, 1)
typedef uint32_t XULONG;
#else
typedef ULONG XULONG;
#endif
typedef struct { uint8_t version[2]; void *function[68]; } FunctionList;
typedef struct { XULONG type; void *value; XULONG length; } Attribute;
typedef struct { XULONG mechanism; void *parameter; XULONG length; } Mechanism;
typedef struct { uint8_t text[96]; XULONG flags; uint8_t versions[4]; } SlotInfo;
typedef struct { uint8_t text[96]; XULONG flags; XULONG figures[10]; uint8_t versions[4]; uint8_t time[16]; } TokenInfo;
typedef struct { XULONG slot; XULONG state; XULONG flags; XULONG error; } SessionInfo;
#ifdef WINDOWS_LAYOUT
#pragma pack(pop)
#endif

typedef struct { uint8_t version[2]; void *function[68]; } RealFunctionList;
typedef struct { ULONG type; void *value; ULONG length; } RealAttribute;
typedef struct { ULONG mechanism; void *parameter; ULONG length; } RealMechanism;
typedef struct { uint8_t text[96]; ULONG flags; uint8_t versions[4]; } RealSlotInfo;
typedef struct { uint8_t text[96]; ULONG flags; ULONG figures[10]; uint8_t versions[4]; uint8_t time[16]; } RealTokenInfo;
typedef struct { ULONG slot; ULONG state; ULONG flags; ULONG error; } RealSessionInfo;

enum {
    OK = 0, ARGUMENTS_BAD = 7, ATTRIBUTE_TYPE_INVALID = 0x12, DEVICE_ERROR = 0x30, DEVICE_REMOVED = 0x32,
    FUNCTION_CANCELED = 0x50, PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4, SESSION_COUNT = 0xB1, SESSION_HANDLE_INVALID = 0xB3,
    TOKEN_NOT_PRESENT = 0xE0, USER_NOT_LOGGED_IN = 0x101, BUFFER_TOO_SMALL = 0x150
};
enum { LOGIN_USER = 1, LOGIN_CONTEXT = 2 };
enum { PIN_COUNT_LOW = 0x10000, PIN_FINAL_TRY = 0x20000, PIN_LOCKED_FLAG = 0x40000, PROTECTED_PATH = 0x100, INITIALIZED = 0x400 };
enum { A_LABEL = 3, A_ID = 0x102, A_ALWAYS_AUTHENTICATE = 0x202 };

static struct { char name[32]; long value; } numbers[96];
static int number_count;
static uint64_t pin_hash;
static char pad_pin[64];
static int authenticated;
static ULONG signing_mechanism;
static char folder[4096];
static RealFunctionList *real;

static long *number(const char *name)
{
    for (int i = 0; i < number_count; i++)
        if (strcmp(numbers[i].name, name) == 0) return &numbers[i].value;
    if (number_count == 96) abort();
    snprintf(numbers[number_count].name, sizeof numbers[0].name, "%s", name);
    return &numbers[number_count++].value;
}

#define N(name) (*number(#name))

void faulty_set(const char *name, long value) { *number(name) = value; }
long faulty_get(const char *name) { return *number(name); }
void faulty_pad_pin(const char *pin) { snprintf(pad_pin, sizeof pad_pin, "%s", pin); }

static uint64_t hash(const uint8_t *data, ULONG length)
{
    uint64_t value = 14695981039346656037u;
    for (ULONG i = 0; i < length; i++) value = (value ^ data[i]) * 1099511628211u;
    return value;
}

static void wait_ms(long milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    while (milliseconds > 0 && nanosleep(&time, &time) != 0 && errno == EINTR) { }
}

__attribute__((constructor)) static void load(void)
{
    Dl_info self;
    if (!dladdr((void *)load, &self)) abort();
    snprintf(folder, sizeof folder, "%s", self.dli_fname);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = 0;
    char path[4200];
    snprintf(path, sizeof path, "%s/real.so", folder);
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) { fprintf(stderr, "faulty-pkcs11: %s\n", dlerror()); abort(); }
    ULONG (*list)(RealFunctionList **) = (ULONG (*)(RealFunctionList **))dlsym(library, "C_GetFunctionList");
    if (!list || list(&real) != OK) abort();
    N(pin_tries) = 3;
    const char *orders = getenv("FAULTY_PKCS11");
    char copy[1024];
    snprintf(copy, sizeof copy, "%s", orders ? orders : "");
    for (char *order = strtok(copy, ","); order; order = strtok(NULL, ",")) {
        char *equals = strchr(order, '=');
        if (equals) { *equals = 0; faulty_set(order, atol(equals + 1)); }
    }
}

#define REAL(index, ...) ((ULONG (*)(__VA_ARGS__))real->function[index])

/* The token is out of the reader: its sessions are gone, and with them the login. */
static int is_removed(void)
{
    if (!N(removed)) return 0;
    ULONG slots[512], count = 512;
    if (!N(removal_done) && REAL(4, uint8_t, ULONG *, ULONG *)(1, slots, &count) == OK)
        for (ULONG i = 0; i < count; i++) REAL(14, ULONG)(slots[i]);
    N(removal_done) = 1;
    return 1;
}

static void drop_sessions(void)
{
    ULONG slots[512], count = 512;
    if (REAL(4, uint8_t, ULONG *, ULONG *)(1, slots, &count) == OK)
        for (ULONG i = 0; i < count; i++) REAL(14, ULONG)(slots[i]);
}

static XULONG initialize(void *arguments)
{
    N(initialisations)++;
    if (N(init_delay)) wait_ms(N(init_delay));
    if (N(init_result)) return (XULONG)N(init_result);
    if (arguments && N(init_arguments_bad)) return ARGUMENTS_BAD;
    N(hidden_until_init) = 0;
    struct { void *mutexes[4]; ULONG flags; void *reserved; } locking = { { 0 }, 2, 0 };

    /* SoftHSM reads its configuration now: the one in this folder, with the tokens that were put here. */
    char own[4200], others[4200];
    const char *present = getenv("SOFTHSM2_CONF");
    snprintf(own, sizeof own, "%s/softhsm2.conf", folder);
    snprintf(others, sizeof others, "%s", present ? present : "");
    setenv("SOFTHSM2_CONF", own, 1);
    ULONG result = REAL(0, void *)(&locking);
    if (present) setenv("SOFTHSM2_CONF", others, 1);
    else unsetenv("SOFTHSM2_CONF");
    return (XULONG)result;
}

static XULONG finalize(void *reserved)
{
    N(finalisations)++;
    return (XULONG)REAL(1, void *)(reserved);
}

static XULONG get_slot_list(uint8_t present, XULONG *list, XULONG *count)
{
    if (N(list_delay)) wait_ms(N(list_delay));
    if (N(list_result)) return (XULONG)N(list_result);
    ULONG slots[512], found = 512;
    ULONG result = REAL(4, uint8_t, ULONG *, ULONG *)(present, slots, &found);
    if (result != OK) return (XULONG)result;
    if (is_removed()) {
        if (N(replug_after) && --N(replug_after) == 0) N(removed) = N(removal_done) = 0;
        if (N(removed)) found = 0;
    }
    if (N(hidden_until_init)) found = 0;
    if (list) {
        if (*count < found) { *count = (XULONG)found; return BUFFER_TOO_SMALL; }
        for (ULONG i = 0; i < found; i++) list[i] = (XULONG)slots[i];
    }
    *count = (XULONG)found;
    return OK;
}

static XULONG get_slot_info(XULONG slot, SlotInfo *info)
{
    RealSlotInfo own;
    ULONG result = REAL(5, ULONG, RealSlotInfo *)(slot, &own);
    if (result != OK) return (XULONG)result;
    memcpy(info->text, own.text, 96);
    info->flags = (XULONG)own.flags;
    memcpy(info->versions, own.versions, 4);
    return OK;
}

static XULONG get_token_info(XULONG slot, TokenInfo *info)
{
    if (N(token_result)) return (XULONG)N(token_result);
    if (is_removed()) return TOKEN_NOT_PRESENT;
    RealTokenInfo own;
    ULONG result = REAL(6, ULONG, RealTokenInfo *)(slot, &own);
    if (result != OK) return (XULONG)result;
    memcpy(info->text, own.text, 96);
    info->flags = (XULONG)own.flags;
    for (int i = 0; i < 10; i++) info->figures[i] = (XULONG)own.figures[i];
    memcpy(info->versions, own.versions, 4);
    memcpy(info->time, own.time, 16);
    if (N(garbage) && (info->flags & INITIALIZED)) {
        memcpy(info->text, "Iğ\xF0\xFE\xDD\x1B[31m", 11);       /* Latin-5 and an escape sequence */
        memset(info->text + 11, 0, 21);                          /* padded with NUL */
        memset(info->text + 32, 0xFF, 32);
        memset(info->versions, 0xFF, 4);
        memset(info->time, 'x', 16);
    }
    if (N(pin_counter)) {
        info->flags &= ~(XULONG)(PIN_COUNT_LOW | PIN_FINAL_TRY | PIN_LOCKED_FLAG);
        if (N(pin_tries) == 2) info->flags |= PIN_COUNT_LOW;
        if (N(pin_tries) == 1) info->flags |= PIN_COUNT_LOW | PIN_FINAL_TRY;
        if (N(pin_tries) <= 0) info->flags |= PIN_LOCKED_FLAG;
    }
    if (N(pin_pad)) info->flags |= PROTECTED_PATH;
    info->flags |= (XULONG)N(token_flags);
    return OK;
}

static XULONG get_mechanism_list(XULONG slot, XULONG *list, XULONG *count)
{
    ULONG own[512], found = 512;
    ULONG result = REAL(7, ULONG, ULONG *, ULONG *)(slot, own, &found);
    if (result != OK) return (XULONG)result;
    ULONG kept = 0;
    for (ULONG i = 0; i < found; i++)
        if (!(N(no_combined_mechanism) && own[i] == 0x40)) own[kept++] = own[i];
    if (list) {
        if (*count < kept) { *count = (XULONG)kept; return BUFFER_TOO_SMALL; }
        for (ULONG i = 0; i < kept; i++) list[i] = (XULONG)own[i];
    }
    *count = (XULONG)kept;
    return OK;
}

static XULONG open_session(XULONG slot, XULONG flags, void *application, void *notify, XULONG *session)
{
    if (is_removed()) return TOKEN_NOT_PRESENT;
    if (N(open_result)) return (XULONG)N(open_result);
    if (N(most_sessions) && N(open_sessions) >= N(most_sessions)) return SESSION_COUNT;
    ULONG handle;
    ULONG result = REAL(12, ULONG, ULONG, void *, void *, ULONG *)(slot, flags, application, notify, &handle);
    if (result == OK) { N(open_sessions)++; *session = (XULONG)handle; }
    return (XULONG)result;
}

static XULONG close_session(XULONG session)
{
    ULONG result = REAL(13, ULONG)(session);
    if (result == OK) N(open_sessions)--;
    return (XULONG)result;
}

static XULONG get_session_info(XULONG session, SessionInfo *info)
{
    if (is_removed()) return DEVICE_REMOVED;
    RealSessionInfo own;
    ULONG result = REAL(15, ULONG, RealSessionInfo *)(session, &own);
    if (result != OK) return (XULONG)result;
    info->slot = (XULONG)own.slot;
    info->state = (XULONG)own.state;
    info->flags = (XULONG)own.flags;
    info->error = (XULONG)own.error;
    return OK;
}

static XULONG login(XULONG session, XULONG user, uint8_t *pin, XULONG length)
{
    if (user == LOGIN_CONTEXT) N(context_logins)++;
    else N(logins)++;
    if (N(login_delay)) wait_ms(N(login_delay));
    if (is_removed()) return DEVICE_REMOVED;
    if (N(login_result)) return (XULONG)N(login_result);
    if (N(pin_counter) && N(pin_tries) <= 0) return PIN_LOCKED;
    if (!pin && N(pin_pad)) {
        if (!pad_pin[0]) return FUNCTION_CANCELED;
        pin = (uint8_t *)pad_pin;
        length = (XULONG)strlen(pad_pin);
    }
    ULONG result;
    if (user == LOGIN_CONTEXT && N(always_authenticate)) result = hash(pin, length) == pin_hash ? OK : PIN_INCORRECT;
    else result = REAL(18, ULONG, ULONG, uint8_t *, ULONG)(session, user, pin, length);
    if (result == OK && user == LOGIN_USER) pin_hash = hash(pin, length);
    if (result == OK && user == LOGIN_CONTEXT) authenticated = 1;
    if (result == OK && N(pin_counter)) N(pin_tries) = 3;
    if (result == PIN_INCORRECT) {
        N(wrong_pins)++;
        if (N(pin_counter) && --N(pin_tries) <= 0) result = PIN_LOCKED;
    }
    return (XULONG)result;
}

static XULONG logout(XULONG session) { return (XULONG)REAL(19, ULONG)(session); }

static int is_hidden(ULONG type)
{
    return (type == A_ID && (N(hide_attributes) & 1)) || (type == A_LABEL && (N(hide_attributes) & 2))
        || (type == A_ALWAYS_AUTHENTICATE && (N(hide_attributes) & 4));
}

static XULONG get_attribute_value(XULONG session, XULONG object, Attribute *attributes, XULONG count)
{
    if (is_removed()) return DEVICE_REMOVED;
    XULONG worst = OK;
    for (XULONG i = 0; i < count; i++) {
        RealAttribute own = { attributes[i].type, attributes[i].value, attributes[i].length };
        ULONG result = is_hidden(own.type) ? ATTRIBUTE_TYPE_INVALID : REAL(24, ULONG, ULONG, RealAttribute *, ULONG)(session, object, &own, 1);
        if (result == ATTRIBUTE_TYPE_INVALID) own.length = (ULONG)-1;
        if (result == OK && own.type == A_ALWAYS_AUTHENTICATE && own.value && N(always_authenticate)) *(uint8_t *)own.value = 1;
        attributes[i].length = own.length == (ULONG)-1 ? (XULONG)-1 : (XULONG)own.length;
        if (result != OK) worst = (XULONG)result;
        if (worst != OK && N(stops_at_missing)) {
            for (XULONG j = i + 1; j < count; j++) attributes[j].length = (XULONG)-1;
            break;
        }
    }
    return worst;
}

static XULONG find_objects_init(XULONG session, Attribute *template, XULONG count)
{
    if (is_removed()) return DEVICE_REMOVED;
    RealAttribute own[8];
    for (XULONG i = 0; i < count && i < 8; i++) {
        own[i].type = template[i].type;
        own[i].value = template[i].value;
        own[i].length = template[i].length;
        if (is_hidden(own[i].type)) own[i].type = 0x80000001;    /* finds nothing by an attribute that is not known */
        if (own[i].type == 0 && own[i].length == sizeof(XULONG)) {   /* CKA_CLASS holds a CK_ULONG */
            static __thread ULONG class;
            XULONG given;
            memcpy(&given, template[i].value, sizeof given);
            class = given;
            own[i].value = &class;
            own[i].length = sizeof class;
        }
    }
    return (XULONG)REAL(26, ULONG, RealAttribute *, ULONG)(session, own, count);
}

static XULONG find_objects(XULONG session, XULONG *objects, XULONG most, XULONG *count)
{
    ULONG own[256], found = 0;
    ULONG result = REAL(27, ULONG, ULONG *, ULONG, ULONG *)(session, own, most < 256 ? most : 256, &found);
    for (ULONG i = 0; i < found; i++) objects[i] = (XULONG)own[i];
    *count = (XULONG)found;
    return (XULONG)result;
}

static XULONG find_objects_final(XULONG session) { return (XULONG)REAL(28, ULONG)(session); }

static XULONG sign_init(XULONG session, Mechanism *mechanism, XULONG key)
{
    if (is_removed()) return DEVICE_REMOVED;
    authenticated = 0;
    RealMechanism own = { mechanism->mechanism, mechanism->parameter, mechanism->length };
    signing_mechanism = own.mechanism;
    return (XULONG)REAL(42, ULONG, RealMechanism *, ULONG)(session, &own, key);
}

static ULONG der_integer(uint8_t *target, const uint8_t *digits, ULONG length)
{
    while (length > 1 && *digits == 0) { digits++; length--; }
    ULONG padding = *digits & 0x80 ? 1 : 0;
    target[0] = 2;
    target[1] = (uint8_t)(length + padding);
    target[2] = 0;
    memcpy(target + 2 + padding, digits, length);
    return 2 + padding + length;
}

static XULONG to_der(uint8_t *value, XULONG *length, ULONG room)
{
    uint8_t pair[256];
    ULONG half = *length / 2;
    ULONG size = der_integer(pair, value, half);
    size += der_integer(pair + size, value + half, half);
    if (size + 2 > room || size > 127) return BUFFER_TOO_SMALL;
    value[0] = 0x30;
    value[1] = (uint8_t)size;
    memcpy(value + 2, pair, size);
    *length = (XULONG)(size + 2);
    return OK;
}

/* As SafeNet's driver does: two processes that sign at once disturb each other. */
static int enter_exclusive(char *marker)
{
    snprintf(marker, 4200, "%s/signing", folder);
    int file = open(marker, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file < 0) return 0;
    close(file);
    return 1;
}

static XULONG sign(XULONG session, uint8_t *data, XULONG data_length, uint8_t *signature, XULONG *length)
{
    char marker[4200];
    N(signatures)++;
    if (N(exclusive) && !enter_exclusive(marker)) { N(overlaps)++; return DEVICE_ERROR; }
    if (N(sign_delay)) wait_ms(N(sign_delay));
    if (N(exclusive)) unlink(marker);
    if (N(remove_at_sign) && --N(remove_at_sign) == 0) N(removed) = 1;
    if (is_removed()) return DEVICE_REMOVED;
    if (N(drop_sessions_at_sign) && --N(drop_sessions_at_sign) == 0) { drop_sessions(); return SESSION_HANDLE_INVALID; }
    ULONG room = *length, own = *length;
    ULONG result = REAL(43, ULONG, uint8_t *, ULONG, uint8_t *, ULONG *)(session, data, data_length, signature, &own);
    *length = (XULONG)own;
    if (N(always_authenticate) && !authenticated && signature) return USER_NOT_LOGGED_IN;
    if (N(sign_failures) > 0) { N(sign_failures)--; return (XULONG)N(sign_result); }
    if (result == OK && N(wrong_value)) signature[own / 2] ^= 0x55;
    return result == OK && signature && N(der) && signing_mechanism == 0x1041 ? to_der(signature, length, room) : (XULONG)result;
}

static FunctionList functions;

XULONG C_GetFunctionList(FunctionList **list)
{
    memcpy(functions.version, real->version, 2);
#ifndef WINDOWS_LAYOUT
    memcpy(functions.function, real->function, sizeof functions.function);
#endif
    functions.function[0] = (void *)initialize;
    functions.function[1] = (void *)finalize;
    functions.function[4] = (void *)get_slot_list;
    functions.function[5] = (void *)get_slot_info;
    functions.function[6] = (void *)get_token_info;
    functions.function[7] = (void *)get_mechanism_list;
    functions.function[12] = (void *)open_session;
    functions.function[13] = (void *)close_session;
    functions.function[15] = (void *)get_session_info;
    functions.function[18] = (void *)login;
    functions.function[19] = (void *)logout;
    functions.function[24] = (void *)get_attribute_value;
    functions.function[26] = (void *)find_objects_init;
    functions.function[27] = (void *)find_objects;
    functions.function[28] = (void *)find_objects_final;
    functions.function[42] = (void *)sign_init;
    functions.function[43] = (void *)sign;
    *list = &functions;
    return OK;
}
