// libcurl, opened on first use. Neither its headers nor the library are needed to build: what is
// declared here are the prototypes and numbers of its ABI, which are stable. Variadic functions,
// which Swift cannot call, have one function for each type of argument.
#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>
#include <stdint.h>

// Opens the library once for all threads. NULL when it is ready, else why it is not.
const char *ccurl_load(void);
// "libcurl/8.5.0 OpenSSL/3.0.13 …"; the library must be loaded.
const char *ccurl_version(void);
const char *ccurl_error_text(int code);
// Seconds since 1970 of a date in text, or -1.
int64_t ccurl_date(const char *text);

// A transfer. Options are set by number; results are CURLcodes.
void *ccurl_easy_new(void);
void ccurl_easy_reset(void *easy);
void ccurl_easy_free(void *easy);
int ccurl_set_long(void *easy, int option, long value);
int ccurl_set_offset(void *easy, int option, int64_t value);
int ccurl_set_pointer(void *easy, int option, const void *value);
// Bytes that libcurl copies.
int ccurl_set_blob(void *easy, int option, const void *bytes, size_t count);

typedef size_t (*ccurl_transfer)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_seek)(void *context, int64_t offset, int origin);
typedef int (*ccurl_debug)(void *easy, int kind, char *bytes, size_t count, void *context);
int ccurl_set_transfer(void *easy, int option, ccurl_transfer function);
int ccurl_set_seek(void *easy, int option, ccurl_seek function);
int ccurl_set_debug(void *easy, int option, ccurl_debug function);

// 0, NULL or 0.0 where the library does not know.
long ccurl_get_long(void *easy, int information);
int64_t ccurl_get_offset(void *easy, int information);
const char *ccurl_get_string(void *easy, int information);

// A list of strings, which are copied. NULL is the empty list; NULL comes back for no memory.
void *ccurl_list_append(void *list, const char *text);
const char *ccurl_list_text(void *list);
void *ccurl_list_next(void *list);
void ccurl_list_free(void *list);
// A list that is the transfer's answer; the caller frees it.
void *ccurl_get_list(void *easy, int information);

// A multipart body. Texts are copied.
void *ccurl_mime_new(void *easy);
void ccurl_mime_free(void *mime);
void *ccurl_mime_part(void *mime);
int ccurl_mime_name(void *part, const char *name);
int ccurl_mime_file_name(void *part, const char *name);
int ccurl_mime_type(void *part, const char *type);
int ccurl_mime_encoder(void *part, const char *encoder);
int ccurl_mime_data(void *part, const char *bytes, size_t count);
int ccurl_mime_reader(void *part, int64_t size, ccurl_transfer read, ccurl_seek seek,
                      void *context);
int ccurl_mime_subparts(void *part, void *mime);
// The list belongs to the part from then on.
int ccurl_mime_headers(void *part, void *list);

// A set of transfers that run on the calling thread.
void *ccurl_multi_new(void);
void ccurl_multi_free(void *multi);
int ccurl_multi_add(void *multi, void *easy);
int ccurl_multi_remove(void *multi, void *easy);
// Does what can be done without waiting; *running is how many transfers are not finished. A
// connection closed by the peer raises no SIGPIPE here.
int ccurl_multi_perform(void *multi, int *running);
int ccurl_multi_wait(void *multi, int milliseconds);
// The result of a finished transfer, or -1.
int ccurl_multi_result(void *multi);

// A URL in parts.
void *ccurl_url_new(void);
void ccurl_url_free(void *url);
int ccurl_url_set(void *url, int part, const char *text, unsigned flags);
// To be freed with ccurl_free; NULL where the part is missing.
char *ccurl_url_get(void *url, int part, unsigned flags);
void ccurl_free(void *memory);

#endif
