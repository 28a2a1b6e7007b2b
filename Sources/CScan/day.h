// Days of the calendar.
#pragma once
#include "cells.h"
#include "masks.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// The day number (0 is 1970-01-01) of ten bytes "2024-06-03", or INT32_MIN for anything else.
static inline int32_t scan_iso_day(const uint8_t *p) {
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
  return INT32_MIN;
#endif
  uint64_t v;
  uint16_t w;
  memcpy(&v, p, 8);
  memcpy(&w, p + 8, 2);
  // Bytes 4 and 7 are hyphens; all others have the upper half 3, and still have it six further on.
  const uint64_t upper = 0x00F0F000F0F0F0F0u, three = 0x0030300030303030u;
  if ((v & 0xFF0000FF00000000u) != 0x2D00002D00000000u || (v & upper) != three ||
      ((v + 0x0006060006060606u) & upper) != three || (w & 0xF0F0) != 0x3030 ||
      ((w + 0x0606) & 0xF0F0) != 0x3030)
    return INT32_MIN;
  const int year = (int)((v & 15) * 1000 + (v >> 8 & 15) * 100 + (v >> 16 & 15) * 10 + (v >> 24 & 15));
  const int month = (int)((v >> 40 & 15) * 10 + (v >> 48 & 15));
  const int day = (int)((w & 15) * 10 + (w >> 8 & 15));
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return INT32_MIN;
  if (day > 28) {
    const int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > (month == 2 ? 28 + leap : 30 + ((month + (month >> 3)) & 1))) return INT32_MIN;
  }
  const int y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static inline size_t scan_days_portable(
    const scan_cell *cells, size_t n, const uint8_t *block, const uint8_t *unescaped,
    int32_t *days) {
  for (size_t i = 0; i < n; i++) {
    days[i] = cells[i].count == 10 ? scan_iso_day(scan_bytes(cells[i], block, unescaped)) : INT32_MIN;
    if (days[i] == INT32_MIN && cells[i].count != 0) return i;
  }
  return n;
}

#if defined(__x86_64__)
/// The days before each month, times 32, and the days that it has; once more for leap years.
static const uint16_t scan_months[32] = {
    0,   0 << 5 | 31,   31 << 5 | 28,  59 << 5 | 31,  90 << 5 | 30,  120 << 5 | 31, 151 << 5 | 30,
    181 << 5 | 31, 212 << 5 | 31, 243 << 5 | 30, 273 << 5 | 31, 304 << 5 | 30, 334 << 5 | 31,
    0, 0, 0,
    0,   0 << 5 | 31,   31 << 5 | 29,  60 << 5 | 31,  91 << 5 | 30,  121 << 5 | 31, 152 << 5 | 30,
    182 << 5 | 31, 213 << 5 | 31, 244 << 5 | 30, 274 << 5 | 31, 305 << 5 | 30, 335 << 5 | 31,
    0, 0, 0};

/// The same for all ten bytes at once, without a branch a cell.
__attribute__((target("avx2,bmi,bmi2"))) static inline size_t scan_days_avx2(
    const scan_cell *cells, size_t n, const uint8_t *block, const uint8_t *unescaped,
    int32_t *days) {
  const __m128i zeros = _mm_setr_epi8('0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 0, 0, 0, 0, 0, 0);
  const __m128i most = _mm_setr_epi8(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, -1, -1, -1, -1, -1, -1);
  const __m128i digits = _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m128i tens = _mm_setr_epi8(10, 1, 10, 1, 10, 1, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  for (size_t i = 0; i < n; i++) {
    const uint8_t *p = scan_bytes(cells[i], block, unescaped);
    const __m128i values = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)p), zeros);
    const __m128i beyond = _mm_subs_epu8(values, most);
    // Century, year of it, month and day, 16 bits each.
    const uint64_t parts = (uint64_t)_mm_cvtsi128_si64(
        _mm_maddubs_epi16(_mm_shuffle_epi8(values, digits), tens));
    const uint32_t century = (uint16_t)parts, of_century = (uint16_t)(parts >> 16);
    const uint32_t month = (uint16_t)(parts >> 32), day = (uint16_t)(parts >> 48);
    const uint32_t year = century * 100 + of_century;
    const uint32_t leap = (of_century ? of_century : century) & 3 ? 0 : 16;
    const uint32_t of_month = scan_months[(month < 13 ? month : 0) + leap];
    const uint32_t centuries = century + (of_century != 0);
    const uint32_t number = 365 * year + ((year + 3) >> 2) - centuries + ((centuries + 3) >> 2) +
                            (of_month >> 5) + day - 719529;
    const int is_day = _mm_testz_si128(beyond, beyond) & (day - 1 < (of_month & 31)) &
                       (year != 0) & (cells[i].count == 10);
    days[i] = is_day ? (int32_t)number : INT32_MIN;
    if (!is_day & (cells[i].count != 0)) return i;
  }
  return n;
}
#endif

/// The days of cells in the form "2024-06-03", INT32_MIN for empty ones; the index of the first in
/// any other form, or n.
static inline size_t scan_days(
    scan_level level, const scan_cell *cells, size_t n, const uint8_t *block,
    const uint8_t *unescaped, int32_t *days) {
#if defined(__x86_64__)
  if (level != scan_portable) return scan_days_avx2(cells, n, block, unescaped, days);
#endif
  return scan_days_portable(cells, n, block, unescaped, days);
}
