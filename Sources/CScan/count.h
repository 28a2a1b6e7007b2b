// How often bytes occur.
#pragma once
#include "masks.h"

static inline void scan_count_portable(
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

#if defined(__x86_64__)
__attribute__((target("popcnt,avx512f,avx512bw"))) static inline void scan_count_avx512(
    const uint8_t *p, size_t n, uint8_t a, uint8_t b, size_t *count_a, size_t *count_b) {
  const __m512i va = _mm512_set1_epi8((char)a), vb = _mm512_set1_epi8((char)b);
  size_t ca = 0, cb = 0;
  for (size_t i = 0; i < n; i += 64) {
    const __mmask64 rest = n - i < 64 ? ((uint64_t)1 << (n - i)) - 1 : ~(uint64_t)0;
    const __m512i v = _mm512_maskz_loadu_epi8(rest, p + i);
    ca += (size_t)__builtin_popcountll(_mm512_mask_cmpeq_epi8_mask(rest, v, va));
    cb += (size_t)__builtin_popcountll(_mm512_mask_cmpeq_epi8_mask(rest, v, vb));
  }
  *count_a = ca;
  *count_b = cb;
}
#endif

/// How often two bytes occur.
static inline void scan_count(
    scan_level level, const uint8_t *p, size_t n, uint8_t a, uint8_t b, size_t *count_a,
    size_t *count_b) {
#if defined(__x86_64__)
  if (level == scan_avx512) {
    scan_count_avx512(p, n, a, b, count_a, count_b);
    return;
  }
#endif
  scan_count_portable(p, n, a, b, count_a, count_b);
}
