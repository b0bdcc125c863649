#define _GNU_SOURCE
#include "CShellSpawn.h"
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

// --- arguments ---------------------------------------------------------------------------------

static char **arguments;

// glibc calls initializers with what main gets.
__attribute__((constructor)) static void keep_arguments(int count, char **words) {
  (void)count;
  arguments = words;
}

char **cshell_arguments(void) { return arguments; }

// --- signals -----------------------------------------------------------------------------------

_Atomic uint32_t cshell_attention;
static volatile sig_atomic_t pending[CSHELL_SIGNALS];
static volatile int wake = -1;

uint32_t *cshell_attention_word(void) { return (uint32_t *)&cshell_attention; }

static void flag(int number) {
  int saved = errno;
  if (number > 0 && number < CSHELL_SIGNALS) pending[number] = 1;
  __atomic_fetch_or((uint32_t *)&cshell_attention, 1, __ATOMIC_SEQ_CST);
  if (wake >= 0) {
    uint64_t one = 1;
    if (write(wake, &one, sizeof one) < 0) {}
  }
  errno = saved;
}

static int set_action(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL) == 0 ? 0 : errno;
}

int cshell_signal_catch(int number) { return set_action(number, flag); }
int cshell_signal_ignore(int number) { return set_action(number, SIG_IGN); }
int cshell_signal_default(int number) { return set_action(number, SIG_DFL); }

int cshell_signal_is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

int cshell_signal_take(int number) {
  if (number <= 0 || number >= CSHELL_SIGNALS || !pending[number]) return 0;
  pending[number] = 0;
  return 1;
}

int cshell_signal_is_pending(int number) {
  return number > 0 && number < CSHELL_SIGNALS && pending[number];
}

int cshell_signal_any(void) {
  for (int n = 1; n < CSHELL_SIGNALS; n++) if (pending[n]) return 1;
  return 0;
}

int cshell_signal_wake_descriptor(void) {
  if (wake < 0) wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return wake;
}

void cshell_signal_raise(int number) {
  cshell_signal_default(number);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
  kill(getpid(), number);
}

int cshell_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int cshell_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// --- the native stack --------------------------------------------------------------------------

// Where the main thread's stack begins, as the C library keeps it.
extern void *__libc_stack_end;

uintptr_t cshell_stack_limit(uintptr_t reserve) {
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  uintptr_t room = 8u << 20;
  if (getpid() == (pid_t)gettid()) {
    // The main thread's stack grows to the limit; pthread_getattr_np would parse /proc/self/maps.
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == 0) {
      room = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > (64u << 20)
        ? 64u << 20 : (uintptr_t)limit.rlim_cur;
    }
    room -= room / 8;  // arguments and environment lie above
    return (uintptr_t)__libc_stack_end - room + reserve;
  }
  pthread_attr_t attributes;
  void *base;
  size_t size;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return here - (256u << 10) + reserve;
  pthread_attr_getstack(&attributes, &base, &size);
  pthread_attr_destroy(&attributes);
  return (uintptr_t)base + reserve;
}

// --- numbers and characters --------------------------------------------------------------------

double cshell_parse_double(const char *text, char **end) { return strtod(text, end); }

int cshell_format_double(char *out, size_t size, const char *format, int width, int precision,
                         double value) {
  return snprintf(out, size, format, width, precision, value);
}

int cshell_format_long_double(char *out, size_t size, const char *format, int width,
                              int precision, const char *text, int *consumed) {
  char *end;
  long double value = strtold(text, &end);
  *consumed = (int)(end - text);
  return snprintf(out, size, format, width, precision, value);
}

// Character questions are asked of C.UTF-8, in a locale object: the process's locale stays "C".
static locale_t characters;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void make_characters(void) { characters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }
static locale_t utf8(void) { pthread_once(&once, make_characters); return characters; }

int cshell_character_width(uint32_t scalar) {
  if (!utf8()) return 1;
  locale_t old = uselocale(characters);
  int width = wcwidth((wchar_t)scalar);
  uselocale(old);
  return width;
}
uint32_t cshell_to_upper(uint32_t s) { return utf8() ? (uint32_t)towupper_l((wint_t)s, characters) : s; }
uint32_t cshell_to_lower(uint32_t s) { return utf8() ? (uint32_t)towlower_l((wint_t)s, characters) : s; }
int cshell_is_class(uint32_t scalar, const char *name) {
  if (!utf8()) return 0;
  wctype_t type = wctype_l(name, characters);
  return type && iswctype_l((wint_t)scalar, type, characters) != 0;
}

unsigned cshell_device_major(dev_t device) { return major(device); }
unsigned cshell_device_minor(dev_t device) { return minor(device); }

int cshell_ioctl_window(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return errno;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

// --- memory ------------------------------------------------------------------------------------

void cshell_join_free_blocks(void) { mallopt(M_MXFAST, 0); }

size_t cshell_allocated(void) {
  struct mallinfo2 all = mallinfo2();
  return all.uordblks + all.hblkhd;
}
