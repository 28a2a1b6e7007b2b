// Decimal digits.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Whether eight bytes are digits.
static inline int scan_eight_digits(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  // All have the upper half 3, and still have it six further on.
  return ((v & 0xF0F0F0F0F0F0F0F0u) | ((v + 0x0606060606060606u) & 0xF0F0F0F0F0F0F0F0u) >> 4) ==
         0x3333333333333333u;
}

/// Whether all bytes are digits.
static inline int scan_are_digits(const uint8_t *p, size_t n) {
  if (n >= 8) {
    const uint8_t *last = p + n - 8;
    for (; p < last; p += 8)
      if (!scan_eight_digits(p)) return 0;
    return scan_eight_digits(last);
  }
  for (size_t i = 0; i < n; i++)
    if (p[i] < '0' || p[i] > '9') return 0;
  return 1;
}
