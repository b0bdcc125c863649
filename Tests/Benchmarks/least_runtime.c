// The least that a Lambda runtime must do: asks for an event over one kept connection, answers
// `Echoing request: '<event>'`. No shell and no handler file: the floor that a bootstrap is
// measured against.

#define _GNU_SOURCE
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { message_limit = 7 << 20 };
static char message[message_limit + 1];

static void check(int holds, const char *what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static int connect_to(char *address) {
  char *colon = strrchr(address, ':');
  check(colon != NULL, "AWS_LAMBDA_RUNTIME_API");
  *colon = 0;
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM,
                           .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV}, *found;
  check(getaddrinfo(address, colon + 1, &hints, &found) == 0, "getaddrinfo");
  int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
  check(s >= 0 && connect(s, found->ai_addr, found->ai_addrlen) == 0, "connect");
  setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  freeaddrinfo(found);
  return s;
}

/// Reads one answer whose body has a `Content-Length` into `message`.
static char *read_answer(int s, size_t *body_count) {
  size_t count = 0, needed = 0;
  char *body = NULL;
  while (!body || count < needed) {
    check(count < message_limit, "message too long");
    ssize_t more = recv(s, message + count, message_limit - count, 0);
    check(more > 0, "recv");
    count += (size_t)more;
    message[count] = 0;
    if (body || !(body = strstr(message, "\r\n\r\n"))) continue;
    char *length = strcasestr(message, "\r\ncontent-length:");
    check(length != NULL && length < body, "Content-Length");
    *body_count = strtoul(length + 17, NULL, 10);
    body += 4;
    needed = (size_t)(body - message) + *body_count;
  }
  return body;
}

static void write_all(int s, struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t sent = writev(s, parts, count);
    check(sent > 0, "writev");
    for (; count > 0 && (size_t)sent >= parts->iov_len; parts++, count--)
      sent -= (ssize_t)parts->iov_len;
    if (count == 0) return;
    parts->iov_base = (char *)parts->iov_base + sent;
    parts->iov_len -= (size_t)sent;
  }
}

int main(void) {
  static const char ask[] = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";
  static char opening[] = "Echoing request: '", closing[] = "'";
  char *address = getenv("AWS_LAMBDA_RUNTIME_API");
  check(address != NULL, "AWS_LAMBDA_RUNTIME_API");
  int s = connect_to(address);
  for (;;) {
    size_t count = 0;
    char id[128], head[512];
    check(send(s, ask, sizeof ask - 1, 0) == (ssize_t)sizeof ask - 1, "send");
    char *event = read_answer(s, &count);
    char *name = strcasestr(message, "\r\nlambda-runtime-aws-request-id:");
    check(name && sscanf(name + 32, " %127[^\r]", id) == 1, "request id");
    int written = snprintf(head, sizeof head,
                           "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\n"
                           "Host: x\r\nContent-Length: %zu\r\n\r\n",
                           id, count + sizeof opening - 1 + sizeof closing - 1);
    struct iovec parts[] = {{head, (size_t)written}, {opening, sizeof opening - 1},
                            {event, count}, {closing, sizeof closing - 1}};
    write_all(s, parts, 4);
    read_answer(s, &count);
  }
}
