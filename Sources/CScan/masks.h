// 64 bytes at a time as bit masks, each byte checked for its encoding on the way. One function for
// each kind of vectors; they agree bit by bit.
#pragma once
#include "text.h"
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Bit i stands for byte i of the 64.
typedef struct {
  uint64_t separators, quotes, breaks, returns;
} scan_masks;

/// A text that is cut into chunks of 64 bytes, and what is known of its characters.
typedef struct {
  const uint8_t *bytes;
  /// Bytes that may be looked at; a multiple of 64. Beyond the text they are blanks.
  size_t count;
  uint8_t separator, line_break;
  /// GB18030 instead of UTF-8.
  int is_gb18030;
  /// UTF-8: bits of bytes that have to continue a character of the chunk before. GB18030: bit 0,
  /// if the first byte is the second of a pair.
  uint64_t carry;
  /// GB18030: up to here characters have been looked at one by one.
  size_t done;
} scan_text;

/// What the processor can do; each includes those before it.
typedef enum {
  scan_portable = 0,
  /// AVX2, BMI2 and AES.
  scan_avx2 = 1,
  /// AVX-512 with bytes, and VBMI2 to gather the places of bits.
  scan_avx512 = 2
} scan_level;

static inline scan_level scan_best_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("aes"))
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi2")
               ? scan_avx512
               : scan_avx2;
#endif
  return scan_portable;
}

/// Looks at the characters of the chunk at `at` one by one, those that begin before it included;
/// false if one is none or a control character.
static inline int scan_characters(scan_text *t, size_t at) {
  const uint8_t *p = t->bytes;
  size_t i = at;
  if (t->is_gb18030) {
    i = t->done > at ? t->done : at - (size_t)(t->carry & 1);
  } else if (t->carry) {
    do i--;
    while ((p[i] & 0xC0) == 0x80);
  }
  const size_t end = at + 64;
  while (i < end) {
    if (scan_is_control(p[i])) return 0;
    const size_t length = t->is_gb18030 ? scan_gb18030_length(p + i, t->count - i)
                                        : scan_utf8_length(p + i, t->count - i);
    if (length == 0) return 0;
    i += length;
  }
  t->done = i;
  t->carry = t->is_gb18030 ? 0 : ((uint64_t)1 << (i - end)) - 1;
  return 1;
}

/// The pairs of a chunk of GB18030: bits of first bytes; `seconds` gets the bits of second ones.
///
/// A run of bytes above 0x7F begins with a first byte, for nothing else can stand before it than
/// a character of one byte or the end of a pair. So the parity within the run tells them apart.
static inline uint64_t scan_pairs(uint64_t high, uint64_t carry, uint64_t *seconds) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAu;
  const uint64_t starts = high & ~carry;
  const uint64_t codes = (((starts << 1) | odd) - starts) ^ odd;
  *seconds = codes ^ (high | carry);
  return codes & high;
}

#define SCAN_NAME scan_masks_portable
#define SCAN_TARGET
#if defined(__SSE2__)
#define SCAN_VECTORS 4
#define SCAN_VECTOR __m128i
#define SCAN_LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define SCAN_SET(c) _mm_set1_epi8((char)(c))
#define SCAN_EQUAL(v, n) (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, n))
#define SCAN_AT_LEAST(v, n) (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(v, n), v))
#else
#define SCAN_VECTORS 8
#define SCAN_VECTOR uint64_t
static inline uint64_t scan_load_8(const uint8_t *p) {
  uint64_t x = 0;
  for (int i = 0; i < 8; i++) x |= (uint64_t)p[i] << (8 * i);
  return x;
}
static inline uint64_t scan_bits_8(uint64_t v, uint64_t n, int is_equal) {
  uint64_t bits = 0;
  for (int i = 0; i < 64; i += 8) {
    const uint8_t a = (uint8_t)(v >> i), b = (uint8_t)(n >> i);
    bits |= (uint64_t)(is_equal ? a == b : a >= b) << (i / 8);
  }
  return bits;
}
#define SCAN_LOAD(p) scan_load_8(p)
#define SCAN_SET(c) ((uint8_t)(c) * 0x0101010101010101u)
#define SCAN_EQUAL(v, n) scan_bits_8(v, n, 1)
#define SCAN_AT_LEAST(v, n) scan_bits_8(v, n, 0)
#endif
#include "masks_level.h"

#if defined(__x86_64__)
#define SCAN_NAME scan_masks_avx2
#define SCAN_TARGET __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define SCAN_VECTORS 2
#define SCAN_VECTOR __m256i
#define SCAN_LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define SCAN_SET(c) _mm256_set1_epi8((char)(c))
#define SCAN_EQUAL(v, n) (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, n))
#define SCAN_AT_LEAST(v, n) \
  (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(v, n), v))
#include "masks_level.h"

#define SCAN_NAME scan_masks_avx512
#define SCAN_TARGET __attribute__((target("bmi,bmi2,popcnt,avx512f,avx512bw,avx512vl")))
#define SCAN_VECTORS 1
#define SCAN_VECTOR __m512i
#define SCAN_LOAD(p) _mm512_loadu_si512(p)
#define SCAN_SET(c) _mm512_set1_epi8((char)(c))
#define SCAN_EQUAL(v, n) _mm512_cmpeq_epi8_mask(v, n)
#define SCAN_AT_LEAST(v, n) _mm512_cmpge_epu8_mask(v, n)
#include "masks_level.h"
#endif

/// The masks of `chunks` chunks from `at` on; false if there is a byte among them that is no text.
static inline int scan_mask_chunks(
    scan_level level, scan_text *t, size_t at, size_t chunks, scan_masks *out) {
#if defined(__x86_64__)
  if (level == scan_avx512) return scan_masks_avx512(t, at, chunks, out);
  if (level == scan_avx2) return scan_masks_avx2(t, at, chunks, out);
#endif
  return scan_masks_portable(t, at, chunks, out);
}

/// The offset of the first byte that is no UTF-8 or a control character; n if there is none.
static inline size_t scan_check_utf8(const uint8_t *p, size_t n) {
  enum { step = 64 };
  scan_masks masks[step];
  scan_text text = {p, n, ',', '\n', 0, 0, 0};
  const scan_level level = scan_best_level();
  size_t i = 0;
  for (size_t c = 0; c < n / 64; c += step) {
    const size_t some = n / 64 - c < step ? n / 64 - c : step;
    if (!scan_mask_chunks(level, &text, c * 64, some, masks)) break;
    i = (c + some) * 64;
  }
  // The rest, from the last character that has been seen on: it may be cut off.
  for (int back = 0; back < 4 && i > 0; back++)
    if ((p[--i] & 0xC0) != 0x80) break;
  while (i < n) {
    if (scan_is_control(p[i])) return i;
    const size_t length = scan_utf8_length(p + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return n;
}
