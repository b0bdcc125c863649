// The few declarations of the library that are used are repeated here, so that building needs no
// header of it. They follow its stable interface (libonig.so.5).
#include "COniguruma.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned char byte;

struct region {
  int allocated;
  int count;
  int *begin;
  int *end;
  void *history;
};

struct error_info {
  void *encoding;
  byte *start;
  byte *end;
};

typedef int name_callback(const byte *, const byte *, int, int *, void *, void *);

static int (*p_new)(void **, const byte *, const byte *, uint32_t, void *, void *,
                    struct error_info *);
static void (*p_free)(void *);
static int (*p_search)(void *, const byte *, const byte *, const byte *, const byte *,
                       struct region *, uint32_t);
static struct region *(*p_region_new)(void);
static void (*p_region_free)(struct region *, int);
static int (*p_message)(byte *, int, ...);
static int (*p_names)(void *, name_callback *, void *);
static int (*p_initialize)(void **, int);
static int (*p_depth)(unsigned);
static void *utf8;
static void *syntax;
static int available;

struct conig_regex {
  void *regex;
  struct region *region;
};

static void load(void) {
  void *library = dlopen("libonig.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libonig.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
#define FIND(pointer, name) \
  if (!(*(void **)&(pointer) = dlsym(library, name))) return
  FIND(p_new, "onig_new");
  FIND(p_free, "onig_free");
  FIND(p_search, "onig_search");
  FIND(p_region_new, "onig_region_new");
  FIND(p_region_free, "onig_region_free");
  FIND(p_message, "onig_error_code_to_str");
  FIND(p_names, "onig_foreach_name");
  FIND(p_initialize, "onig_initialize");
  FIND(utf8, "OnigEncodingUTF8");
  syntax = dlsym(library, "OnigSyntaxPerl_NG");
  if (!syntax) FIND(syntax, "OnigSyntaxPerl_NT");
#undef FIND
  void *encodings[] = {utf8};
  if (p_initialize(encodings, 1) != 0) return;
  // Deeper patterns could use up the native stack.
  *(void **)&p_depth = dlsym(library, "onig_set_parse_depth_limit");
  if (p_depth) p_depth(512);
  available = 1;
}

int conig_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return available;
}

conig_regex *conig_compile(const uint8_t *pattern, size_t length, uint32_t options,
                           char *message) {
  message[0] = 0;
  if (!conig_available()) {
    strcpy(message, "the library Oniguruma (libonig.so.5) is not there");
    return NULL;
  }
  struct conig_regex *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  struct error_info info = {0};
  int code = p_new(&made->regex, pattern, pattern + length, options, utf8, syntax, &info);
  if (code != 0) {
    p_message((byte *)message, code, &info);
    free(made);
    return NULL;
  }
  made->region = p_region_new();
  return made;
}

void conig_free(conig_regex *regex) {
  if (!regex) return;
  p_region_free(regex->region, 1);
  p_free(regex->regex);
  free(regex);
}

long conig_search(conig_regex *regex, const uint8_t *text, size_t length, size_t from,
                  char *message) {
  int found = p_search(regex->regex, text, text + length, text + from, text + length,
                       regex->region, 0);
  if (found < -1) p_message((byte *)message, found, NULL);
  return found;
}

int conig_group_count(const conig_regex *regex) { return regex->region->count; }
int conig_group_begin(const conig_regex *regex, int group) { return regex->region->begin[group]; }
int conig_group_end(const conig_regex *regex, int group) { return regex->region->end[group]; }

struct names {
  void (*body)(const uint8_t *, size_t, int, void *);
  void *context;
};

static int each(const byte *name, const byte *end, int count, int *groups, void *regex,
                void *argument) {
  (void)regex;
  struct names *names = argument;
  for (int i = 0; i < count; i++)
    names->body(name, (size_t)(end - name), groups[i], names->context);
  return 0;
}

void conig_names(conig_regex *regex,
                 void (*body)(const uint8_t *name, size_t length, int group, void *context),
                 void *context) {
  struct names names = {body, context};
  p_names(regex->regex, each, &names);
}
