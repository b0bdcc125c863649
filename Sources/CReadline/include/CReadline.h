// GNU readline, opened on first use: neither its headers nor the library are needed to build.
#ifndef CREADLINE_H
#define CREADLINE_H

#include <stddef.h>

// Called for each byte of input: 0 to 255, or one of these.
enum { CREADLINE_END = -1, CREADLINE_INTERRUPT = -2 };
typedef int (*creadline_source)(void);

// Called for a word to complete, bytes start to end of the line; it calls `creadline_add_match`
// for each candidate. The result tells what to put behind the only candidate: a byte, or 0.
typedef char (*creadline_completer)(const char *line, int start, int end);

// Opens the library. NULL when it is ready, else why it is not.
const char *creadline_load(void);

// Tells it the name for inputrc, and whom to call. The library must be loaded.
void creadline_set_up(const char *name, creadline_source source, creadline_completer completer);

// Reads a line, without its newline, to be freed with creadline_free. NULL at the end of the input, and
// when it was interrupted: *interrupted tells which.
char *creadline_read(const char *prompt, int *interrupted);

void creadline_free(char *line);

void creadline_add_match(const char *text);

// The list that arrow keys walk, which never holds more than `limit` lines.
void creadline_limit_history(int limit);
void creadline_add_history(const char *line);

#endif
