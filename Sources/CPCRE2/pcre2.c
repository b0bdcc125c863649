#include "CPCRE2.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* From pcre2.h, whose values are part of the library's binary interface. */
#define OPTION_CASELESS 0x00000008u
#define OPTION_MULTILINE 0x00000400u
#define OPTION_UTF 0x00080000u
#define OPTION_MATCH_INVALID_UTF 0x04000000u
#define JIT_COMPLETE 1u
#define ERROR_NOMATCH (-1)

static struct {
  void *(*compile)(const uint8_t *, size_t, uint32_t, int *, size_t *, void *);
  int (*jit_compile)(void *, uint32_t);
  void (*code_free)(void *);
  void *(*match_data)(const void *, void *);
  void (*match_data_free)(void *);
  int (*match)(const void *, const uint8_t *, size_t, size_t, uint32_t, void *, void *);
  size_t *(*ovector)(void *);
  int (*error_message)(int, uint8_t *, size_t);
  int is_complete;
} library;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

struct cpcre2_regex {
  void *code;
  void *data;
};

static void load(void) {
  void *handle = dlopen("libpcre2-8.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!handle) handle = dlopen("libpcre2-8.so", RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
  *(void **)&library.compile = dlsym(handle, "pcre2_compile_8");
  *(void **)&library.jit_compile = dlsym(handle, "pcre2_jit_compile_8");
  *(void **)&library.code_free = dlsym(handle, "pcre2_code_free_8");
  *(void **)&library.match_data = dlsym(handle, "pcre2_match_data_create_from_pattern_8");
  *(void **)&library.match_data_free = dlsym(handle, "pcre2_match_data_free_8");
  *(void **)&library.match = dlsym(handle, "pcre2_match_8");
  *(void **)&library.ovector = dlsym(handle, "pcre2_get_ovector_pointer_8");
  *(void **)&library.error_message = dlsym(handle, "pcre2_get_error_message_8");
  library.is_complete = library.compile && library.code_free && library.match_data &&
                        library.match_data_free && library.match && library.ovector &&
                        library.error_message;
}

int cpcre2_is_available(void) {
  pthread_once(&loading, load);
  return library.is_complete;
}

cpcre2_regex *cpcre2_compile(const uint8_t *pattern, size_t length, unsigned options,
                             char *message, size_t message_size) {
  if (message_size > 0) message[0] = 0;
  if (!cpcre2_is_available()) return NULL;
  uint32_t flags = 0;
  if (options & CPCRE2_CASELESS) flags |= OPTION_CASELESS;
  if (options & CPCRE2_UTF8) flags |= OPTION_UTF | OPTION_MATCH_INVALID_UTF;
  if (options & CPCRE2_MULTILINE) flags |= OPTION_MULTILINE;
  int error = 0;
  size_t offset = 0;
  static const uint8_t none[1];
  void *code = library.compile(pattern ? pattern : none, length, flags, &error, &offset, NULL);
  if (!code) {
    library.error_message(error, (uint8_t *)message, message_size);
    return NULL;
  }
  if (library.jit_compile) library.jit_compile(code, JIT_COMPLETE);
  cpcre2_regex *regex = malloc(sizeof *regex);
  void *data = regex ? library.match_data(code, NULL) : NULL;
  if (!data) {
    free(regex);
    library.code_free(code);
    return NULL;
  }
  regex->code = code;
  regex->data = data;
  return regex;
}

int cpcre2_match(cpcre2_regex *regex, const uint8_t *text, size_t length, size_t start,
                 size_t *from, size_t *to) {
  static const uint8_t none[1];
  int result = library.match(regex->code, text ? text : none, length, start, 0, regex->data, NULL);
  if (result == ERROR_NOMATCH) return 0;
  if (result < 0) return result;
  size_t *places = library.ovector(regex->data);
  *from = places[0];
  *to = places[1];
  return 1;
}

void cpcre2_free(cpcre2_regex *regex) {
  if (!regex) return;
  library.match_data_free(regex->data);
  library.code_free(regex->code);
  free(regex);
}
