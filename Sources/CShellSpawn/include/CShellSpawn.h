// What the interpreter needs of the system and Swift cannot say: a process made with vfork,
// signal flags set inside a handler, words shared between threads, and the native stack.
#ifndef CSHELLSPAWN_H
#define CSHELLSPAWN_H

#include <stdint.h>
#include <sys/types.h>

// A limit of a resource, as setrlimit(2) takes it.
struct cshell_limit { int resource; uint64_t soft, hard; };

// A program to start. Descriptor i of the child becomes descriptors[i] of this process, or is
// closed where that is -1; all above descriptor_count are expected to be close-on-exec.
struct cshell_program {
  const char *path;
  char *const *arguments;
  char *const *environment;
  const char *directory;       // NULL: this process's
  mode_t umask;
  const int *descriptors;
  int descriptor_count;
  pid_t process_group;         // -1: this process's; 0: a new one; else that one
  int terminal;                // -1, or the terminal that the new group is to own
  const struct cshell_limit *limits;
  int limit_count;
  uint64_t ignored_signals;    // bit n: signal n stays ignored; all others get their default
};

// Starts a program; 0 and its process id, or an error number (the child's, when exec failed).
int cshell_spawn(const struct cshell_program *program, pid_t *child);

// Waits for a child without blocking when nohang; returns its id, 0 or -1. *status becomes the
// exit status, 128 + n for signal n, or -(n) when stopped by n.
pid_t cshell_wait(pid_t child, int nohang, int *status);

// A descriptor that becomes readable when the child ends, or -1.
int cshell_pidfd(pid_t child);

// Replaces this process by a program; returns an error number.
int cshell_exec(const struct cshell_program *program);

// The words that this process was started with, up to a NULL. Swift's CommandLine reads them from
// /proc, which a bare root lacks.
char **cshell_arguments(void);

// Signals: the handler sets a flag and the attention word, and writes to the wake descriptor.
enum { CSHELL_SIGNALS = 65 };
extern _Atomic uint32_t cshell_attention;
uint32_t *cshell_attention_word(void);
int cshell_signal_catch(int number);     // flag it; 0 or an error number
int cshell_signal_ignore(int number);
int cshell_signal_default(int number);
int cshell_signal_is_ignored(int number);
int cshell_signal_take(int number);      // whether it came since the last call
int cshell_signal_is_pending(int number); // the same, and it stays flagged
int cshell_signal_any(void);             // whether any flag is set
int cshell_signal_wake_descriptor(void); // created on first use; -1 when that fails
void cshell_signal_raise(int number);    // to this process, with the default action restored

// Words that threads share.
static inline uint32_t cshell_load(const uint32_t *word) {
  return __atomic_load_n(word, __ATOMIC_RELAXED);
}
static inline void cshell_or(uint32_t *word, uint32_t bits) {
  __atomic_fetch_or(word, bits, __ATOMIC_SEQ_CST);
}
static inline void cshell_and(uint32_t *word, uint32_t bits) {
  __atomic_fetch_and(word, bits, __ATOMIC_SEQ_CST);
}

// The native stack: where this frame is, and the lowest address that may be used.
static inline uintptr_t cshell_frame(void) { return (uintptr_t)__builtin_frame_address(0); }
uintptr_t cshell_stack_limit(uintptr_t reserve);

// C functions that Swift cannot call or see.
double cshell_parse_double(const char *text, char **end);
int cshell_format_double(char *out, size_t size, const char *format, int width, int precision,
                         double value);
int cshell_format_long_double(char *out, size_t size, const char *format, int width,
                              int precision, const char *text, int *consumed);
int cshell_character_width(uint32_t scalar);
uint32_t cshell_to_upper(uint32_t scalar);
uint32_t cshell_to_lower(uint32_t scalar);
int cshell_is_class(uint32_t scalar, const char *name);
unsigned cshell_device_major(dev_t device);
unsigned cshell_device_minor(dev_t device);
int cshell_eventfd(void);
int cshell_pipe(int ends[2]);             // both ends close-on-exec; 0, or -1 and errno
int cshell_ioctl_window(int descriptor, int *rows, int *columns);

// Free blocks are joined at once, not put aside while they are small.
void cshell_join_free_blocks(void);
size_t cshell_allocated(void);            // bytes that malloc has given out and not got back

#endif
