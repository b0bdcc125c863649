#define _GNU_SOURCE
#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

struct list {
  char *text;
  struct list *next;
};

struct message {
  int kind;
  void *easy;
  union {
    void *whatever;
    int result;
  } data;
};

struct blob {
  void *data;
  size_t length;
  unsigned flags;
};

// The functions of the library that are used: result, name, parameters.
#define FUNCTIONS(X)                                                                            \
  X(int, curl_global_init, (long))                                                              \
  X(const char *, curl_version, (void))                                                         \
  X(const char *, curl_easy_strerror, (int))                                                    \
  X(time_t, curl_getdate, (const char *, const time_t *))                                       \
  X(void *, curl_easy_init, (void))                                                             \
  X(void, curl_easy_reset, (void *))                                                            \
  X(void, curl_easy_cleanup, (void *))                                                          \
  X(int, curl_easy_setopt, (void *, int, ...))                                                  \
  X(int, curl_easy_getinfo, (void *, int, ...))                                                 \
  X(struct list *, curl_slist_append, (struct list *, const char *))                            \
  X(void, curl_slist_free_all, (struct list *))                                                 \
  X(void *, curl_mime_init, (void *))                                                           \
  X(void, curl_mime_free, (void *))                                                             \
  X(void *, curl_mime_addpart, (void *))                                                        \
  X(int, curl_mime_name, (void *, const char *))                                                \
  X(int, curl_mime_filename, (void *, const char *))                                            \
  X(int, curl_mime_type, (void *, const char *))                                                \
  X(int, curl_mime_encoder, (void *, const char *))                                             \
  X(int, curl_mime_data, (void *, const char *, size_t))                                        \
  X(int, curl_mime_data_cb,                                                                     \
    (void *, int64_t, ccurl_transfer, ccurl_seek, void (*)(void *), void *))                    \
  X(int, curl_mime_subparts, (void *, void *))                                                  \
  X(int, curl_mime_headers, (void *, struct list *, int))                                       \
  X(void *, curl_multi_init, (void))                                                            \
  X(int, curl_multi_cleanup, (void *))                                                          \
  X(int, curl_multi_add_handle, (void *, void *))                                               \
  X(int, curl_multi_remove_handle, (void *, void *))                                            \
  X(int, curl_multi_perform, (void *, int *))                                                   \
  X(int, curl_multi_poll, (void *, void *, unsigned, int, int *))                               \
  X(struct message *, curl_multi_info_read, (void *, int *))                                    \
  X(void *, curl_url, (void))                                                                   \
  X(void, curl_url_cleanup, (void *))                                                           \
  X(int, curl_url_set, (void *, int, const char *, unsigned))                                   \
  X(int, curl_url_get, (void *, int, char **, unsigned))                                        \
  X(void, curl_free, (void *))

#define DECLARE(result, name, parameters) static result(*p_##name) parameters;
FUNCTIONS(DECLARE)

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

#define FIND(result, name, parameters)                                                          \
  if (!(p_##name = (result(*) parameters)dlsym(library, #name))) {                              \
    snprintf(failure, sizeof failure, "libcurl.so.4 is too old: it has no %s", #name);          \
    return;                                                                                     \
  }

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *why = dlerror();
    snprintf(failure, sizeof failure, "libcurl.so.4 cannot be loaded: %s", why ? why : "?");
    return;
  }
  FUNCTIONS(FIND)
  // All that TLS needs: CURL_GLOBAL_ALL.
  if (p_curl_global_init(3) != 0)
    snprintf(failure, sizeof failure, "libcurl.so.4 cannot be initialized");
}

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

const char *ccurl_version(void) { return p_curl_version(); }
const char *ccurl_error_text(int code) { return p_curl_easy_strerror(code); }
int64_t ccurl_date(const char *text) { return (int64_t)p_curl_getdate(text, NULL); }

// --- transfers ---------------------------------------------------------------------------------

void *ccurl_easy_new(void) { return p_curl_easy_init(); }
void ccurl_easy_reset(void *easy) { p_curl_easy_reset(easy); }
void ccurl_easy_free(void *easy) { p_curl_easy_cleanup(easy); }
int ccurl_set_long(void *easy, int option, long value) {
  return p_curl_easy_setopt(easy, option, value);
}
int ccurl_set_offset(void *easy, int option, int64_t value) {
  return p_curl_easy_setopt(easy, option, value);
}
int ccurl_set_pointer(void *easy, int option, const void *value) {
  return p_curl_easy_setopt(easy, option, value);
}
int ccurl_set_blob(void *easy, int option, const void *bytes, size_t count) {
  struct blob blob = {(void *)bytes, count, 1 /* copied */};
  return p_curl_easy_setopt(easy, option, &blob);
}
int ccurl_set_transfer(void *easy, int option, ccurl_transfer function) {
  return p_curl_easy_setopt(easy, option, function);
}
int ccurl_set_seek(void *easy, int option, ccurl_seek function) {
  return p_curl_easy_setopt(easy, option, function);
}
int ccurl_set_debug(void *easy, int option, ccurl_debug function) {
  return p_curl_easy_setopt(easy, option, function);
}

long ccurl_get_long(void *easy, int information) {
  long value = 0;
  return p_curl_easy_getinfo(easy, information, &value) == 0 ? value : 0;
}
int64_t ccurl_get_offset(void *easy, int information) {
  int64_t value = 0;
  return p_curl_easy_getinfo(easy, information, &value) == 0 ? value : 0;
}
const char *ccurl_get_string(void *easy, int information) {
  char *value = NULL;
  return p_curl_easy_getinfo(easy, information, &value) == 0 ? value : NULL;
}

void *ccurl_list_append(void *list, const char *text) { return p_curl_slist_append(list, text); }
const char *ccurl_list_text(void *list) { return ((struct list *)list)->text; }
void *ccurl_list_next(void *list) { return ((struct list *)list)->next; }
void ccurl_list_free(void *list) { p_curl_slist_free_all(list); }
void *ccurl_get_list(void *easy, int information) {
  struct list *value = NULL;
  return p_curl_easy_getinfo(easy, information, &value) == 0 ? value : NULL;
}

// --- multipart bodies --------------------------------------------------------------------------

void *ccurl_mime_new(void *easy) { return p_curl_mime_init(easy); }
void ccurl_mime_free(void *mime) { p_curl_mime_free(mime); }
void *ccurl_mime_part(void *mime) { return p_curl_mime_addpart(mime); }
int ccurl_mime_name(void *part, const char *name) { return p_curl_mime_name(part, name); }
int ccurl_mime_file_name(void *part, const char *name) { return p_curl_mime_filename(part, name); }
int ccurl_mime_type(void *part, const char *type) { return p_curl_mime_type(part, type); }
int ccurl_mime_encoder(void *part, const char *encoder) {
  return p_curl_mime_encoder(part, encoder);
}
int ccurl_mime_data(void *part, const char *bytes, size_t count) {
  return p_curl_mime_data(part, bytes, count);
}
int ccurl_mime_reader(void *part, int64_t size, ccurl_transfer read, ccurl_seek seek,
                      void *context) {
  return p_curl_mime_data_cb(part, size, read, seek, NULL, context);
}
int ccurl_mime_subparts(void *part, void *mime) { return p_curl_mime_subparts(part, mime); }
int ccurl_mime_headers(void *part, void *list) { return p_curl_mime_headers(part, list, 1); }

// --- running -----------------------------------------------------------------------------------

void *ccurl_multi_new(void) { return p_curl_multi_init(); }
void ccurl_multi_free(void *multi) { p_curl_multi_cleanup(multi); }
int ccurl_multi_add(void *multi, void *easy) { return p_curl_multi_add_handle(multi, easy); }
int ccurl_multi_remove(void *multi, void *easy) { return p_curl_multi_remove_handle(multi, easy); }

int ccurl_multi_perform(void *multi, int *running) {
  // TLS libraries write to sockets without MSG_NOSIGNAL: the signal is held back and taken.
  sigset_t one, old, pending;
  sigemptyset(&one);
  sigaddset(&one, SIGPIPE);
  sigpending(&pending);
  int was_pending = sigismember(&pending, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &one, &old);
  int result = p_curl_multi_perform(multi, running);
  sigpending(&pending);
  if (!was_pending && sigismember(&pending, SIGPIPE)) {
    struct timespec now = {0, 0};
    sigtimedwait(&one, NULL, &now);
  }
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return result;
}

int ccurl_multi_wait(void *multi, int milliseconds) {
  return p_curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

int ccurl_multi_result(void *multi) {
  int left;
  struct message *message;
  while ((message = p_curl_multi_info_read(multi, &left)))
    if (message->kind == 1) return message->data.result;
  return -1;
}

// --- URLs --------------------------------------------------------------------------------------

void *ccurl_url_new(void) { return p_curl_url(); }
void ccurl_url_free(void *url) { p_curl_url_cleanup(url); }
int ccurl_url_set(void *url, int part, const char *text, unsigned flags) {
  return p_curl_url_set(url, part, text, flags);
}
char *ccurl_url_get(void *url, int part, unsigned flags) {
  char *text = NULL;
  return p_curl_url_get(url, part, &text, flags) == 0 ? text : NULL;
}
void ccurl_free(void *memory) { p_curl_free(memory); }
