#define _GNU_SOURCE
#include "CReadline.h"
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef char *generator(const char *, int);
typedef char **completion(const char *, int, int);

#define FUNCTIONS(X)                                                                            \
  X(char *, readline, (const char *))                                                           \
  X(void, add_history, (const char *))                                                          \
  X(void, using_history, (void))                                                                \
  X(void, stifle_history, (int))                                                                \
  X(int, rl_variable_bind, (const char *, const char *))                                        \
  X(char **, rl_completion_matches, (const char *, generator *))                                \
  X(void, rl_replace_line, (const char *, int))

#define VARIABLES(X)                                                                            \
  X(const char *, rl_readline_name)                                                             \
  X(completion *, rl_attempted_completion_function)                                             \
  X(int, rl_attempted_completion_over)                                                          \
  X(int, rl_completion_append_character)                                                        \
  X(int, rl_completion_suppress_append)                                                         \
  X(const char *, rl_completer_word_break_characters)                                           \
  X(const char *, rl_completer_quote_characters)                                                \
  X(int (*)(char *, int), rl_char_is_quoted_p)                                                  \
  X(int (*)(FILE *), rl_getc_function)                                                          \
  X(int, rl_catch_signals)                                                                      \
  X(int, rl_done)                                                                               \
  X(int, rl_point)                                                                              \
  X(char *, rl_line_buffer)                                                                     \
  X(FILE *, rl_outstream)

#define DECLARE_FUNCTION(result, name, parameters) static result(*p_##name) parameters;
#define DECLARE_VARIABLE(type, name) static __typeof__(type) *v_##name;
FUNCTIONS(DECLARE_FUNCTION)
VARIABLES(DECLARE_VARIABLE)

// One terminal, one reader: all state is the process's, as the library's own is.
static bool is_loaded;
static char failure[512];
static creadline_source source;
static creadline_completer completer;
static bool was_interrupted;
static char **matches;
static size_t match_count, match_room;

#define FIND_FUNCTION(result, name, parameters)                                                 \
  if (!(p_##name = (result(*) parameters)dlsym(library, #name))) return missing(#name);
#define FIND_VARIABLE(type, name)                                                               \
  if (!(v_##name = (__typeof__(type) *)dlsym(library, #name))) return missing(#name);

static const char *missing(const char *name) {
  snprintf(failure, sizeof failure, "libreadline.so.8 has no %s", name);
  return failure;
}

const char *creadline_load(void) {
  if (is_loaded) return NULL;
  void *library = dlopen("libreadline.so.8", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libreadline.so.7", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *why = dlerror();
    snprintf(failure, sizeof failure, "libreadline.so.8 cannot be loaded: %s", why ? why : "?");
    return failure;
  }
  FUNCTIONS(FIND_FUNCTION)
  VARIABLES(FIND_VARIABLE)
  is_loaded = true;
  return NULL;
}

static int next_byte(FILE *stream) {
  (void)stream;
  int byte = source();
  if (byte != CREADLINE_INTERRUPT) return byte;
  // The line is given up: whatever command the newline stands for now, the loop ends.
  was_interrupted = true;
  fputs("^C", *v_rl_outstream);
  fflush(*v_rl_outstream);
  p_rl_replace_line("", 1);
  *v_rl_point = 0;
  *v_rl_done = 1;
  return '\n';
}

// A byte behind an odd number of backslashes is part of the word.
static int is_quoted(char *line, int at) {
  int slashes = 0;
  while (at > slashes && line[at - slashes - 1] == '\\') slashes++;
  return slashes % 2;
}

void creadline_add_match(const char *text) {
  if (match_count == match_room) {
    size_t room = match_room ? match_room * 2 : 64;
    char **bigger = realloc(matches, room * sizeof *matches);
    if (!bigger) return;
    matches = bigger;
    match_room = room;
  }
  char *copy = strdup(text);
  if (copy) matches[match_count++] = copy;
}

static char *next_match(const char *text, int state) {
  static size_t at;
  (void)text;
  if (state == 0) at = 0;
  return at < match_count ? matches[at++] : NULL;  // the library frees it
}

static char **complete(const char *text, int start, int end) {
  match_count = 0;
  char behind = completer(*v_rl_line_buffer, start, end);
  *v_rl_attempted_completion_over = 1;
  *v_rl_completion_append_character = behind;
  *v_rl_completion_suppress_append = behind == 0;
  return p_rl_completion_matches(text, next_match);
}

void creadline_set_up(const char *name, creadline_source bytes, creadline_completer words) {
  static char kept[64];
  snprintf(kept, sizeof kept, "%s", name);
  source = bytes;
  completer = words;
  *v_rl_readline_name = kept;
  *v_rl_getc_function = next_byte;
  *v_rl_attempted_completion_function = complete;
  *v_rl_completer_word_break_characters = " \t\n\"'`;|&<>()$={";
  *v_rl_completer_quote_characters = "\"'";
  *v_rl_char_is_quoted_p = is_quoted;
  // Signals are flags of this process, looked at where bytes are waited for.
  *v_rl_catch_signals = 0;
  p_rl_variable_bind("enable-bracketed-paste", "off");
  p_using_history();
}

char *creadline_read(const char *prompt, int *interrupted) {
  was_interrupted = false;
  char *line = p_readline(prompt);
  *interrupted = was_interrupted;
  if (was_interrupted) {
    free(line);
    return NULL;
  }
  return line;
}

void creadline_free(char *line) { free(line); }

void creadline_limit_history(int limit) { p_stifle_history(limit); }
void creadline_add_history(const char *line) { p_add_history(line); }
