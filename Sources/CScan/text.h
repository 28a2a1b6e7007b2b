// What is text: UTF-8, GB18030, and no control characters.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

/// How often two bytes occur.
static inline void scan_count(
    const uint8_t *p, size_t n, uint8_t a, uint8_t b, size_t *count_a, size_t *count_b) {
  size_t i = 0, ca = 0, cb = 0;
#if defined(__SSE2__)
  const __m128i va = _mm_set1_epi8((char)a), vb = _mm_set1_epi8((char)b);
  const __m128i zero = _mm_setzero_si128();
  while (n - i >= 16) {
    __m128i sa = zero, sb = zero;
    size_t rounds = (n - i) / 16;
    if (rounds > 255) rounds = 255;
    for (size_t r = 0; r < rounds; r++, i += 16) {
      const __m128i v = _mm_loadu_si128((const __m128i *)(p + i));
      sa = _mm_sub_epi8(sa, _mm_cmpeq_epi8(v, va));
      sb = _mm_sub_epi8(sb, _mm_cmpeq_epi8(v, vb));
    }
    sa = _mm_sad_epu8(sa, zero);
    sb = _mm_sad_epu8(sb, zero);
    ca += (size_t)_mm_cvtsi128_si64(sa) + (size_t)_mm_cvtsi128_si64(_mm_srli_si128(sa, 8));
    cb += (size_t)_mm_cvtsi128_si64(sb) + (size_t)_mm_cvtsi128_si64(_mm_srli_si128(sb, 8));
  }
#endif
  for (; i < n; i++) {
    ca += p[i] == a;
    cb += p[i] == b;
  }
  *count_a = ca;
  *count_b = cb;
}
