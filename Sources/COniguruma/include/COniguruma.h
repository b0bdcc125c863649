// Oniguruma, loaded on first use: a program that matches nothing does not need the library.
#ifndef CONIGURUMA_H
#define CONIGURUMA_H
#include <stddef.h>
#include <stdint.h>

enum {
  COnigIgnoreCase = 1,
  COnigExtend = 2,
  COnigMultiline = 4,
  COnigSingleLine = 8,
  COnigFindLongest = 16,
  COnigFindNotEmpty = 32,
  COnigCaptureGroup = 256,
};

// A compiled pattern and the places of its last match.
typedef struct conig_regex conig_regex;

// Whether the library could be loaded.
int conig_available(void);

// Compiles a pattern in UTF-8 with Perl's syntax and named groups. NULL on an error, whose
// message is then in `message`, at least 256 bytes.
conig_regex *conig_compile(const uint8_t *pattern, size_t length, uint32_t options, char *message);
void conig_free(conig_regex *regex);

// Searches a text from an offset on. The offset of the match, -1 for none, or below that an
// error, whose message is then in `message`.
long conig_search(conig_regex *regex, const uint8_t *text, size_t length, size_t from,
                  char *message);

// The groups of the last match, the whole one included; where each begins and ends, or -1.
int conig_group_count(const conig_regex *regex);
int conig_group_begin(const conig_regex *regex, int group);
int conig_group_end(const conig_regex *regex, int group);

// Calls `body` with each name, and each of the groups that have it.
void conig_names(conig_regex *regex,
                 void (*body)(const uint8_t *name, size_t length, int group, void *context),
                 void *context);
#endif
