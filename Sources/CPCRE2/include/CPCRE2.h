#ifndef CPCRE2_H
#define CPCRE2_H
#include <stddef.h>
#include <stdint.h>

/* PCRE2, loaded on first use: a program that never needs it neither links nor opens it. */

/* A compiled pattern and the memory for its matches; one thread at a time. */
typedef struct cpcre2_regex cpcre2_regex;

enum { CPCRE2_CASELESS = 1, CPCRE2_UTF8 = 2, CPCRE2_MULTILINE = 4 };

/* Whether the library is there. */
int cpcre2_is_available(void);

/* A pattern; null with a text in `message` when it is none. */
cpcre2_regex *cpcre2_compile(const uint8_t *pattern, size_t length, unsigned options,
                             char *message, size_t message_size);

/* Looks for a match from `start` on: 1 with its place, 0 for none, else below 0. */
int cpcre2_match(cpcre2_regex *regex, const uint8_t *text, size_t length, size_t start,
                 size_t *from, size_t *to);

void cpcre2_free(cpcre2_regex *regex);
#endif
