// Records of a separated text: where their fields end, by the parity of quotation marks.
#pragma once
#include "masks.h"

/// A record that a line break ends.
typedef struct {
  /// Where in the positions the record's end is; the record's separators stand before it.
  uint32_t last;
  /// The last quotation mark before its end, -1 if there is none in the text so far.
  int32_t quote;
  /// Line breaks of the text before its end, those inside quotation marks included.
  uint32_t line;
} scan_record;

typedef enum {
  scan_whole = 0,
  /// Somewhere there is a byte that is no text.
  scan_invalid = 1,
  /// A carriage return outside quotation marks that no line feed follows; what stands before it is
  /// cut.
  scan_lone_return = 2
} scan_stop;

/// What becomes of a text. The arrays are the caller's, with room for as many entries as the text
/// has bytes, and 64 more.
typedef struct {
  /// Offsets of separators and line breaks outside quotation marks.
  uint32_t *positions;
  scan_record *records;
  size_t position_count, record_count;
  /// Of the whole text, also inside quotation marks.
  uint32_t breaks;
  /// The last quotation mark; -1: there is none.
  int32_t quote;
  /// The text ends inside quotation marks.
  int is_inside;
} scan_cut;

/// Bit i is the parity of the bits 0…i: the inside of quotes, opening quote included.
static inline uint64_t scan_prefix_xor(uint64_t x) {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

/// The offsets of bits.
__attribute__((always_inline)) static inline void scan_put_each(
    uint32_t *to, uint64_t bits, size_t at) {
  // Eight at a time; what is too much is overwritten.
  for (int left = __builtin_popcountll(bits); left > 0; left -= 8, to += 8)
    for (int k = 0; k < 8; k++) {
      to[k] = (uint32_t)at + (uint32_t)(bits ? __builtin_ctzll(bits) : 64);
      bits &= bits - 1;
    }
}

/// Cuts the chunks whose masks are given; the loop is compiled for each level.
__attribute__((always_inline)) static inline scan_stop scan_cut_masks(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut, void (*put)(uint32_t *, uint64_t, size_t)) {
  for (size_t c = 0; c < chunks; c++, at += 64) {
    const scan_masks m = masks[c];
    uint64_t quoted = cut->is_inside ? ~(uint64_t)0 : 0;
    if (m.quotes) quoted ^= scan_prefix_xor(m.quotes);
    uint64_t ends = m.breaks & ~quoted, bits = (m.separators & ~quoted) | ends;
    uint64_t lone = 0;
    if (m.returns && drops_returns) {
      uint64_t followed = m.breaks >> 1;
      if (p[at + 64 < n ? at + 64 : at] == '\n') followed |= (uint64_t)1 << 63;
      // One that ends the text is a line break.
      if (n - at <= 64) followed |= (uint64_t)1 << (n - 1 - at);
      lone = m.returns & ~followed & ~quoted;
      if (lone) {
        const uint64_t before = (lone & (~lone + 1)) - 1;
        ends &= before;
        bits &= before;
      }
    }
    uint32_t *to = cut->positions + cut->position_count;
    for (uint64_t left = ends; left; left &= left - 1) {
      const uint64_t before = (left & (~left + 1)) - 1;
      const uint64_t quotes = m.quotes & before;
      scan_record *record = cut->records + cut->record_count++;
      record->last = (uint32_t)(cut->position_count + (size_t)__builtin_popcountll(bits & before));
      record->quote = quotes ? (int32_t)(at + 63 - (size_t)__builtin_clzll(quotes)) : cut->quote;
      record->line = cut->breaks + (uint32_t)__builtin_popcountll(m.breaks & before);
    }
    const int count = __builtin_popcountll(bits);
    cut->position_count += (size_t)count;
    put(to, bits, at);
    if (lone) {
      cut->breaks += (uint32_t)__builtin_popcountll(m.breaks & ((lone & (~lone + 1)) - 1));
      return scan_lone_return;
    }
    cut->breaks += (uint32_t)__builtin_popcountll(m.breaks);
    if (m.quotes) {
      cut->quote = (int32_t)(at + 63 - (size_t)__builtin_clzll(m.quotes));
      cut->is_inside = (int)(quoted >> 63);
    }
  }
  return scan_whole;
}

static inline scan_stop scan_cut_portable(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut) {
  return scan_cut_masks(p, n, at, masks, chunks, drops_returns, cut, scan_put_each);
}
#if defined(__x86_64__)
__attribute__((target("bmi,bmi2,popcnt"))) static inline scan_stop scan_cut_native(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut) {
  return scan_cut_masks(p, n, at, masks, chunks, drops_returns, cut, scan_put_each);
}

#define SCAN_AVX512 "bmi,bmi2,popcnt,avx512f,avx512bw,avx512vl,avx512vbmi2"
__attribute__((always_inline, target(SCAN_AVX512))) static inline void scan_put_vector(
    uint32_t *to, uint64_t bits, size_t at) {
  static const uint8_t each[64] __attribute__((aligned(64))) = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(each));
  const __m512i base = _mm512_set1_epi32((int)at);
  // Sixteen at a time; what is too much is overwritten.
  for (int left = __builtin_popcountll(bits); left > 0; left -= 16, to += 16) {
    const __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
    _mm512_storeu_si512(to, _mm512_add_epi32(wide, base));
    places = _mm512_shuffle_i64x2(places, places, 0x39);
  }
}

__attribute__((target(SCAN_AVX512))) static inline scan_stop scan_cut_avx512(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut) {
  return scan_cut_masks(p, n, at, masks, chunks, drops_returns, cut, scan_put_vector);
}
#endif

/// Cuts a text of n bytes and checks its characters. What `invalid` text is cut into says nothing.
///
/// - Precondition: n > 0; 64 bytes beyond the text are there and are blanks (0x20).
static inline scan_stop scan_records(
    scan_level level, const uint8_t *p, size_t n, uint8_t separator, uint8_t line_break,
    int is_gb18030, scan_cut *cut) {
  enum { step = 64 };
  scan_masks masks[step];
  const size_t chunks = (n + 63) / 64;
  scan_text text = {p, chunks * 64, separator, line_break, is_gb18030, 0, 0};
  cut->position_count = cut->record_count = 0;
  cut->breaks = 0;
  cut->quote = -1;
  cut->is_inside = 0;
  scan_stop stop = scan_whole;
  for (size_t c = 0; c < chunks; c += step) {
    const size_t some = chunks - c < step ? chunks - c : step;
    if (!scan_mask_chunks(level, &text, c * 64, some, masks)) return scan_invalid;
    if (stop != scan_whole) continue;
    if (c + some == chunks && n % 64 != 0) {
      // A separator may be a blank.
      const uint64_t text_bits = ((uint64_t)1 << n % 64) - 1;
      masks[some - 1].separators &= text_bits;
    }
#if defined(__x86_64__)
    if (level == scan_avx512) {
      stop = scan_cut_avx512(p, n, c * 64, masks, some, line_break == '\n', cut);
      continue;
    }
    if (level != scan_portable) {
      stop = scan_cut_native(p, n, c * 64, masks, some, line_break == '\n', cut);
      continue;
    }
#endif
    stop = scan_cut_portable(p, n, c * 64, masks, some, line_break == '\n', cut);
  }
  // A character that the end of the text cuts off.
  if (text.carry || text.done > text.count) return scan_invalid;
  return stop;
}
