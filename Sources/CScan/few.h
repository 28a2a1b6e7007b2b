// Codes of short strings, where a column has few of them: what most cells say is found in one step.
#pragma once
#include "codes.h"
#include "masks.h"

/// Slots, and strings at most: a second one in the same slot is rare.
enum { scan_few_slots = 512, scan_few_most = 256 };

/// Strings of scan_short bytes or fewer, zeros behind them; no string has zeros of its own.
typedef struct {
  /// scan_short bytes a slot.
  uint8_t *strings;
  /// Code + 1; 0 is free.
  int32_t *codes;
} scan_few;

#if defined(__x86_64__)
#define SCAN_FEW __attribute__((always_inline, target("avx2,aes"))) static inline

SCAN_FEW __m256i scan_few_load(const uint8_t *p, size_t n) {
  return _mm256_and_si256(
      _mm256_loadu_si256((const __m256i *)p),
      _mm256_loadu_si256((const __m256i *)(scan_edge + 32 - n)));
}

/// Two rounds of AES mix each byte into four; the sums bring them to the lower bits.
SCAN_FEW uint32_t scan_few_slot(__m256i string) {
  __m128i x = _mm_aesenc_si128(_mm256_castsi256_si128(string), _mm256_extracti128_si256(string, 1));
  x = _mm_aesenc_si128(x, _mm_set1_epi32(0x5A17C0DE));
  const uint64_t sum = (uint64_t)_mm_cvtsi128_si64(_mm_add_epi64(x, _mm_unpackhi_epi64(x, x)));
  return (uint32_t)(sum ^ sum >> 32) % scan_few_slots;
}

/// As scan_encode; what it finds it adds to the few.
///
/// - Precondition: There are scan_few_most codes at most, the empty string not among them.
__attribute__((target("avx2,aes"))) static inline size_t scan_encode_few(
    const scan_few *few, const scan_codes *codes, const scan_cell *cells, size_t from, size_t n,
    const uint8_t *block, const uint8_t *unescaped, int32_t *result, uint64_t *hash) {
  const scan_few own = *few;
  const scan_codes all = *codes;
  for (size_t i = from; i < n; i++) {
    const uint8_t *p = scan_bytes(cells[i], block, unescaped);
    const size_t count = (size_t)cells[i].count;
    if (count > scan_short) {
      if ((result[i] = scan_code(&all, p, count, hash)) == 0) return i;
      continue;
    }
    const __m256i string = scan_few_load(p, count);
    for (uint32_t slot = scan_few_slot(string);; slot = (slot + 1) % scan_few_slots) {
      uint8_t *other = own.strings + slot * scan_short;
      int32_t code = own.codes[slot] - 1;
      const __m256i same = _mm256_cmpeq_epi8(string, _mm256_loadu_si256((const __m256i *)other));
      // A free slot has zeros, like the empty string.
      if (_mm256_movemask_epi8(same) == -1 && code >= 0) {
        result[i] = code;
        break;
      }
      if (code >= 0) continue;
      code = count == 0 ? 0 : scan_code(&all, p, count, hash);
      if (count != 0 && code == 0) return i;
      _mm256_storeu_si256((__m256i *)other, string);
      own.codes[slot] = code + 1;
      result[i] = code;
      break;
    }
  }
  return n;
}
#else
static inline size_t scan_encode_few(
    const scan_few *few, const scan_codes *codes, const scan_cell *cells, size_t from, size_t n,
    const uint8_t *block, const uint8_t *unescaped, int32_t *result, uint64_t *hash) {
  (void)few;
  return scan_encode(codes, cells, from, n, block, unescaped, result, hash);
}
#endif
