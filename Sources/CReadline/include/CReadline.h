#ifndef CREADLINE_H
#define CREADLINE_H
#include <stdint.h>
#endif
