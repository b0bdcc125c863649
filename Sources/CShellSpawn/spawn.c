#define _GNU_SOURCE
#include "CShellSpawn.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What the child does between vfork and exec. It shares this process's memory: no allocation, no
// lock, nothing written but *failure and its own stack.
static void become(const struct cshell_program *p, volatile int *failure, const sigset_t *mask) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  for (int n = 1; n < CSHELL_SIGNALS; n++) {
    if (n == SIGKILL || n == SIGSTOP) continue;
    action.sa_handler = n < 64 && (p->ignored_signals >> n & 1) ? SIG_IGN : SIG_DFL;
    sigaction(n, &action, NULL);
  }
  if (p->process_group >= 0) {
    setpgid(0, p->process_group);
    if (p->terminal >= 0) tcsetpgrp(p->terminal, getpgrp());
  }
  if (p->directory && chdir(p->directory) != 0) { *failure = errno; return; }
  umask(p->umask);
  // First out of the way of the targets, then into place.
  int moved[256];
  int count = p->descriptor_count < 256 ? p->descriptor_count : 256;
  for (int i = 0; i < count; i++) {
    moved[i] = p->descriptors[i] < 0 ? -1 : fcntl(p->descriptors[i], F_DUPFD_CLOEXEC, count);
    if (p->descriptors[i] >= 0 && moved[i] < 0) { *failure = errno; return; }
  }
  for (int i = 0; i < count; i++) {
    if (moved[i] < 0) close(i);
    else if (dup2(moved[i], i) < 0) { *failure = errno; return; }
  }
  for (int i = 0; i < p->limit_count; i++) {
    struct rlimit limit = { p->limits[i].soft, p->limits[i].hard };
    if (setrlimit(p->limits[i].resource, &limit) != 0) { *failure = errno; return; }
  }
  sigprocmask(SIG_SETMASK, mask, NULL);
  execve(p->path, p->arguments, p->environment);
  *failure = errno;
}

int cshell_spawn(const struct cshell_program *program, pid_t *child) {
  sigset_t all, old, none;
  volatile int failure = 0;
  sigfillset(&all);
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pid_t pid = vfork();
  if (pid == 0) {
    become(program, &failure, &none);
    _exit(127);
  }
  int error = pid < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  if (pid < 0) return error;
  if (failure != 0) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
    return failure;
  }
  *child = pid;
  return 0;
}

int cshell_exec(const struct cshell_program *program) {
  volatile int failure = 0;
  sigset_t none;
  sigemptyset(&none);
  become(program, &failure, &none);
  return failure;
}

pid_t cshell_wait(pid_t child, int nohang, int *status) {
  int raw = 0;
  pid_t got;
  do got = waitpid(child, &raw, (nohang ? WNOHANG : 0) | WUNTRACED);
  while (got < 0 && errno == EINTR && !nohang);
  if (got > 0) {
    if (WIFEXITED(raw)) *status = WEXITSTATUS(raw);
    else if (WIFSIGNALED(raw)) *status = 128 + WTERMSIG(raw);
    else if (WIFSTOPPED(raw)) *status = -WSTOPSIG(raw);
  }
  return got;
}

int cshell_pidfd(pid_t child) {
#ifdef SYS_pidfd_open
  return (int)syscall(SYS_pidfd_open, child, 0);
#else
  return (int)syscall(434, child, 0);
#endif
}
