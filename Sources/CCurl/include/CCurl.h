#ifndef CCURL_H
#define CCURL_H
#include <stdint.h>
#endif
