// A Lambda Runtime API for measurements: starts a runtime, hands it one event again and again,
// checks every answer, and prints what it measured as `name value` lines.
//
//   runtime_api [-n INVOCATIONS] [-w WARM-UP] [-e EVENT] [-x EXPECTED] [-l LOG] [-s SECONDS]
//               -- RUNTIME [ARGUMENT...]
//
// EVENT and EXPECTED are files; without -x any body is right. With -n 0 only the cold start is
// measured: from the start of the runtime to its first request for an event. A latency is the time
// from the last byte of the event sent to the last byte of the answer received.
// Status: 0, or 1 if an answer was wrong or missing, 2 on wrong usage.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct bytes {
  char *at;
  size_t count, capacity;
};

/// One connection of the runtime. A runtime may open a new one for each request, as curl does.
struct client {
  int socket;
  struct bytes received, unsent;
  bool waits;    // asked for an event and has none yet
  bool closes;   // said `Connection: close`
};

enum { most_clients = 256 };
static struct client clients[most_clients];
static int client_count;

static struct {
  long invocations, warm_up, seconds;
  struct bytes event, expected;
  bool checks_body;
  const char *log;
} options = {.invocations = 1000, .seconds = 120, .log = "/dev/null"};

static struct {
  double *latency;
  long handed_out, answered, wrong, errors;
  bool in_flight;
  double started, first_request, handed_out_at, measured_from, measured_to;
} run;

static void fail(const char *what) {
  fprintf(stderr, "runtime_api: %s: %s\n", what, strerror(errno));
  exit(2);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void reserve(struct bytes *b, size_t more) {
  if (b->capacity - b->count >= more) return;
  b->capacity = (b->count + more) * 2;
  b->at = realloc(b->at, b->capacity);
  if (!b->at) fail("realloc");
}

static void append(struct bytes *b, const void *from, size_t count) {
  reserve(b, count);
  memcpy(b->at + b->count, from, count);
  b->count += count;
}

static void append_text(struct bytes *b, const char *format, ...) {
  char line[512];
  va_list values;
  va_start(values, format);
  int count = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  append(b, line, (size_t)count);
}

static struct bytes contents(const char *path) {
  struct bytes b = {0};
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  for (ssize_t count = 1; count > 0; b.count += (size_t)count) {
    reserve(&b, 1 << 16);
    count = read(file, b.at + b.count, b.capacity - b.count);
    if (count < 0) fail(path);
  }
  close(file);
  return b;
}

static long total(void) { return options.invocations + options.warm_up; }

/// Answers the request for an event that `c` waits with.
static void hand_out(struct client *c) {
  long id = run.handed_out++;
  c->waits = false;
  run.in_flight = true;
  append_text(&c->unsent,
              "HTTP/1.1 200 OK\r\n"
              "Content-Type: application/json\r\n"
              "Content-Length: %zu\r\n"
              "Lambda-Runtime-Aws-Request-Id: 00000000-0000-4000-8000-%012ld\r\n"
              "Lambda-Runtime-Deadline-Ms: %lld\r\n"
              "Lambda-Runtime-Invoked-Function-Arn: "
              "arn:aws:lambda:us-east-1:000000000000:function:measured\r\n\r\n",
              options.event.count, id, ((long long)time(NULL) + 300) * 1000);
  append(&c->unsent, options.event.at, options.event.count);
  run.handed_out_at = now();
  if (id == options.warm_up) run.measured_from = run.handed_out_at;
}

static void accept_answer(const char *body, size_t count, bool is_error) {
  double at = now();
  if (!run.in_flight) {
    run.wrong++;
    return;
  }
  run.in_flight = false;
  if (is_error) run.errors++;
  if (is_error || (options.checks_body && (count != options.expected.count
                   || memcmp(body, options.expected.at, count) != 0))) {
    if (!run.wrong++) fprintf(stderr, "runtime_api: wrong answer: %.*s\n", (int)count, body);
  }
  if (run.answered >= options.warm_up)
    run.latency[run.answered - options.warm_up] = at - run.handed_out_at;
  run.answered++;
  run.measured_to = at;
}

/// Finds a header's value in the block that ends at `end`.
static const char *header(const char *block, const char *end, const char *name) {
  size_t count = strlen(name);
  for (const char *line = block; line && line < end;) {
    line = memmem(line, (size_t)(end - line), "\r\n", 2);
    if (!line) return NULL;
    line += 2;
    if ((size_t)(end - line) > count && strncasecmp(line, name, count) == 0 && line[count] == ':')
      return line + count + 1 + strspn(line + count + 1, " ");
  }
  return NULL;
}

static void answer(struct client *c, const char *status) {
  append_text(&c->unsent, "HTTP/1.1 %s\r\nContent-Type: application/json\r\n"
              "Content-Length: 16\r\n\r\n{\"status\":\"OK\"}\n", status);
}

/// Takes one whole request out of what `c` has sent.
/// Returns false when more bytes are needed first.
static bool take_request(struct client *c) {
  struct bytes *in = &c->received;
  const char *end = in->count ? memmem(in->at, in->count, "\r\n\r\n", 4) : NULL;
  if (!end) return false;
  const char *length = header(in->at, end + 2, "Content-Length");
  size_t head = (size_t)(end - in->at) + 4, body = length ? strtoul(length, NULL, 10) : 0;
  if (in->count < head + body) {
    if (header(in->at, end + 2, "Expect") && in->count == head && !c->unsent.count)
      append_text(&c->unsent, "HTTP/1.1 100 Continue\r\n\r\n");
    return false;
  }
  const char *close_wish = header(in->at, end + 2, "Connection");
  if (close_wish && strncasecmp(close_wish, "close", 5) == 0) c->closes = true;

  const char *line_end = memchr(in->at, '\r', head);
  size_t line = (size_t)(line_end - in->at);
  if (memmem(in->at, line, "/invocation/next ", 17)) {
    if (!run.first_request) run.first_request = now();
    c->waits = true;
  } else if (memmem(in->at, line, "/response ", 10)) {
    accept_answer(in->at + head, body, false);
    answer(c, "202 Accepted");
  } else if (memmem(in->at, line, "/error ", 7)) {
    accept_answer(in->at + head, body, true);
    answer(c, "202 Accepted");
  } else {
    answer(c, "404 Not Found");
  }
  in->count -= head + body;
  memmove(in->at, in->at + head + body, in->count);
  return true;
}

static void drop(int i) {
  close(clients[i].socket);
  free(clients[i].received.at);
  free(clients[i].unsent.at);
  clients[i] = clients[--client_count];
}

/// Sends what is left for `c`; returns false when the connection is of no more use.
static bool flush(struct client *c) {
  size_t sent = 0;
  while (sent < c->unsent.count) {
    ssize_t count = send(c->socket, c->unsent.at + sent, c->unsent.count - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EAGAIN) break;
    if (count < 0) return false;
    sent += (size_t)count;
  }
  c->unsent.count -= sent;
  memmove(c->unsent.at, c->unsent.at + sent, c->unsent.count);
  return c->unsent.count || c->waits || !c->closes;
}

/// Reads from `c`; returns false when it has hung up.
static bool receive(struct client *c) {
  reserve(&c->received, 1 << 16);
  ssize_t count = recv(c->socket, c->received.at + c->received.count,
                       c->received.capacity - c->received.count, 0);
  if (count == 0 || (count < 0 && errno != EAGAIN)) return false;
  if (count > 0) c->received.count += (size_t)count;
  while (take_request(c)) {}
  return true;
}

static pid_t start(char **command) {
  run.started = now();
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child > 0) return child;
  setpgid(0, 0);
  int log = open(options.log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  int none = open("/dev/null", O_RDONLY);
  if (log < 0 || none < 0) _exit(126);
  dup2(none, 0);
  dup2(log, 1);
  dup2(log, 2);
  signal(SIGPIPE, SIG_DFL);
  execvp(command[0], command);
  _exit(127);
}

/// Ends the runtime: SIGTERM first, so that a profiler around it can write what it counted.
static struct rusage stop(pid_t child, bool is_gone, struct rusage usage) {
  if (!is_gone) {
    kill(child, SIGTERM);
    for (int i = 0; i < 500 && !is_gone; i++) {
      is_gone = wait4(child, NULL, WNOHANG, &usage) == child;
      if (!is_gone) usleep(10000);
    }
  }
  kill(-child, SIGKILL);
  if (!is_gone) wait4(child, NULL, 0, &usage);
  return usage;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void report(struct rusage usage) {
  long count = run.answered - options.warm_up;
  double sum = 0, seconds = (run.measured_to - run.measured_from) / 1e6;
  printf("cold_us %.1f\n", run.first_request ? run.first_request - run.started : -1.0);
  if (count > 0) {
    qsort(run.latency, (size_t)count, sizeof *run.latency, by_size);
    for (long i = 0; i < count; i++) sum += run.latency[i];
    printf("invocations %ld\nper_second %.1f\n", count, (double)count / seconds);
    printf("min_us %.1f\nmedian_us %.1f\np99_us %.1f\nmean_us %.1f\n", run.latency[0],
           run.latency[count / 2], run.latency[(long)((double)count * 0.99)],
           sum / (double)count);
  }
  printf("wrong %ld\nerrors %ld\nmax_rss_kib %ld\n", run.wrong, run.errors, usage.ru_maxrss);
}

static char **read_options(int count, char **words) {
  const char *event = NULL;
  for (int letter; (letter = getopt(count, words, "+n:w:e:x:l:s:")) != -1;) {
    switch (letter) {
    case 'n': options.invocations = atol(optarg); break;
    case 'w': options.warm_up = atol(optarg); break;
    case 's': options.seconds = atol(optarg); break;
    case 'l': options.log = optarg; break;
    case 'e': event = optarg; break;
    case 'x':
      options.expected = contents(optarg);
      options.checks_body = true;
      break;
    default: exit(2);
    }
  }
  if (optind >= count) {
    fprintf(stderr, "usage: runtime_api [-n N] [-w N] [-e FILE] [-x FILE] [-l FILE] [-s N] -- "
            "command [argument...]\n");
    exit(2);
  }
  if (event) options.event = contents(event);
  else append_text(&options.event, "{\"key\": \"value\"}");
  return words + optind;
}

static int listen_on_loopback(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size)
      || listen(listener, 128) || getsockname(listener, (struct sockaddr *)&address, &size))
    fail("listen");
  char text[32];
  snprintf(text, sizeof text, "127.0.0.1:%d", ntohs(address.sin_port));
  setenv("AWS_LAMBDA_RUNTIME_API", text, 1);
  return listener;
}

static void accept_clients(int listener) {
  for (int one = 1, s; client_count < most_clients; ) {
    s = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (s < 0) return;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    clients[client_count++] = (struct client){.socket = s};
  }
}

/// One turn: hands out an event if a runtime waits, then waits for bytes.
static void turn(int listener) {
  struct pollfd polled[most_clients + 1] = {{.fd = listener, .events = POLLIN}};
  for (int i = client_count - 1; i >= 0; i--) {
    struct client *c = &clients[i];
    if (c->waits && !run.in_flight && run.handed_out < total()) hand_out(c);
    if (!flush(c)) drop(i);
  }
  for (int i = 0; i < client_count; i++) {
    short events = POLLIN | (clients[i].unsent.count ? POLLOUT : 0);
    polled[i + 1] = (struct pollfd){.fd = clients[i].socket, .events = events};
  }
  if (poll(polled, (nfds_t)client_count + 1, 100) < 0 && errno != EINTR) fail("poll");
  for (int i = client_count - 1; i >= 0; i--)
    if (polled[i + 1].revents & (POLLIN | POLLHUP | POLLERR) && !receive(&clients[i])) drop(i);
  if (polled[0].revents & POLLIN) accept_clients(listener);
}

/// Whether all is answered and the runtime is back at its request for an event.
static bool is_finished(void) {
  if (!total()) return run.first_request != 0;
  if (run.answered < total()) return false;
  for (int i = 0; i < client_count; i++)
    if (clients[i].waits) return true;
  return false;
}

int main(int count, char **words) {
  char **command = read_options(count, words);
  run.latency = calloc((size_t)options.invocations + 1, sizeof *run.latency);
  if (!run.latency) fail("calloc");
  signal(SIGPIPE, SIG_IGN);
  int listener = listen_on_loopback();
  pid_t child = start(command);
  double deadline = run.started + (double)options.seconds * 1e6;
  struct rusage usage = {0};
  bool is_gone = false;
  while (!is_finished() && !is_gone && now() < deadline) {
    turn(listener);
    is_gone = wait4(child, NULL, WNOHANG, &usage) == child;
  }
  bool is_complete = is_finished();
  usage = stop(child, is_gone, usage);
  report(usage);
  if (!is_complete)
    fprintf(stderr, "runtime_api: %s after %ld of %ld invocations\n",
            is_gone ? "the runtime ended" : "time is up", run.answered, total());
  return is_complete && !run.wrong ? 0 : 1;
}
