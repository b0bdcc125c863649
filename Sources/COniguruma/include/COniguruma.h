#ifndef CONIGURUMA_H
#define CONIGURUMA_H
#include <stdint.h>
#endif
