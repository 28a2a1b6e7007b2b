// Days of the calendar.
#pragma once
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
