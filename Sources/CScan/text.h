// What is text: UTF-8, GB18030, and no control characters.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Whether a byte may not occur in text: C0 controls other than TAB, LF and CR, and DEL.
static inline int scan_is_control(uint8_t b) {
  return (b < 0x20 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F;
}

/// The length of the UTF-8 character at p (1…4), or 0 if there is none (Unicode 15, table 3-7).
static inline size_t scan_utf8_length(const uint8_t *p, size_t n) {
  const uint8_t b = p[0];
  if (b < 0x80) return 1;
  if (b < 0xC2 || b > 0xF4) return 0;
  const size_t length = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  if (n < length) return 0;
  const uint8_t low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
  const uint8_t high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return length;
}

/// The length of the GB18030 character at p (1, 2, 4), or 0 if there is none. Structure only.
static inline size_t scan_gb18030_length(const uint8_t *p, size_t n) {
  const uint8_t a = p[0];
  if (a < 0x80) return 1;
  if (a == 0x80 || a == 0xFF || n < 2) return 0;
  const uint8_t b = p[1];
  if (b >= 0x40 && b != 0x7F && b != 0xFF) return 2;
  if (b < 0x30 || b > 0x39 || n < 4) return 0;
  if (p[2] < 0x81 || p[2] == 0xFF || p[3] < 0x30 || p[3] > 0x39) return 0;
  return 4;
}

/// The offset of the first byte that is no GB18030 or a control character; n if there is none.
static inline size_t scan_check_gb18030(const uint8_t *p, size_t n) {
  size_t i = 0;
  while (i < n) {
    if (scan_is_control(p[i])) return i;
    const size_t length = scan_gb18030_length(p + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return n;
}
