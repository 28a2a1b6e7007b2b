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

/// Cuts the chunks whose masks are given; the loop is compiled for each level.
__attribute__((always_inline)) static inline scan_stop scan_cut_masks(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut) {
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
    // Eight at a time; what is too much is overwritten.
    for (int done = 0; done < count; done += 8)
      for (int k = 0; k < 8; k++) {
        to[done + k] = (uint32_t)at + (uint32_t)(bits ? __builtin_ctzll(bits) : 64);
        bits &= bits - 1;
      }
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
  return scan_cut_masks(p, n, at, masks, chunks, drops_returns, cut);
}
#if defined(__x86_64__)
__attribute__((target("bmi,bmi2,popcnt"))) static inline scan_stop scan_cut_native(
    const uint8_t *p, size_t n, size_t at, const scan_masks *masks, size_t chunks,
    int drops_returns, scan_cut *cut) {
  return scan_cut_masks(p, n, at, masks, chunks, drops_returns, cut);
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
