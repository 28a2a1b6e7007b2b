// Byte scanning that Swift has no words for: 64 bytes at a time as bit masks. Header only; SSE2
// where the compiler has it, portable C otherwise. Nothing here allocates or keeps a pointer.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Bit i stands for byte i of the 64.
typedef struct {
  uint64_t separators, quotes, breaks, returns;
} scan_masks;

#if defined(__SSE2__)
static inline uint64_t scan_equal(const __m128i v[4], char c) {
  const __m128i n = _mm_set1_epi8(c);
  const uint64_t a = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[0], n));
  const uint64_t b = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[1], n));
  const uint64_t d = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[2], n));
  const uint64_t e = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[3], n));
  return a | b << 16 | d << 32 | e << 48;
}
/// Bytes that are at least `low`, unsigned.
static inline uint64_t scan_at_least(const __m128i v[4], uint8_t low) {
  const __m128i n = _mm_set1_epi8((char)low);
  uint64_t r = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i m = _mm_cmpeq_epi8(_mm_max_epu8(v[i], n), v[i]);
    r |= (uint64_t)(uint32_t)_mm_movemask_epi8(m) << (16 * i);
  }
  return r;
}
typedef __m128i scan_block[4];
static inline void scan_load(scan_block v, const uint8_t *p) {
  for (int i = 0; i < 4; i++) v[i] = _mm_loadu_si128((const __m128i *)(p + 16 * i));
}
#else
typedef uint8_t scan_block[64];
static inline void scan_load(scan_block v, const uint8_t *p) { memcpy(v, p, 64); }
static inline uint64_t scan_equal(const uint8_t *v, char c) {
  uint64_t r = 0;
  for (int i = 0; i < 64; i++) r |= (uint64_t)(v[i] == (uint8_t)c) << i;
  return r;
}
static inline uint64_t scan_at_least(const uint8_t *v, uint8_t low) {
  uint64_t r = 0;
  for (int i = 0; i < 64; i++) r |= (uint64_t)(v[i] >= low) << i;
  return r;
}
#endif

/// The masks of 64 bytes.
static inline scan_masks scan_64(const uint8_t *p, uint8_t separator, uint8_t line_break) {
  scan_block v;
  scan_load(v, p);
  scan_masks m;
  m.separators = scan_equal(v, (char)separator);
  m.quotes = scan_equal(v, '"');
  m.breaks = scan_equal(v, (char)line_break);
  m.returns = scan_equal(v, '\r');
  return m;
}

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

/// The offset of the first byte that is no UTF-8 or a control character; n if there is none.
static inline size_t scan_check_utf8(const uint8_t *p, size_t n) {
  size_t i = 0;
  while (i < n) {
    while (n - i >= 64) {
      scan_block v;
      scan_load(v, p + i);
      const uint64_t high = scan_at_least(v, 0x80);
      uint64_t bad = ~scan_at_least(v, 0x20);
      if (bad) bad &= ~(scan_equal(v, '\t') | scan_equal(v, '\n') | scan_equal(v, '\r'));
      if (bad | scan_equal(v, 0x7F)) break;
      if (!high) {
        i += 64;
        continue;
      }
      const uint64_t lead = scan_at_least(v, 0xC0), lead3 = scan_at_least(v, 0xE0);
      const uint64_t lead4 = scan_at_least(v, 0xF0);
      const uint64_t special = scan_equal(v, (char)0xC0) | scan_equal(v, (char)0xC1) |
                               scan_equal(v, (char)0xE0) | scan_equal(v, (char)0xED) | lead4;
      if (special || (lead << 1 | lead3 << 2) != (high & ~lead)) break;
      // A character that begins in these 64 bytes and ends beyond them is looked at again.
      i += lead >> 63 ? 63 : lead3 >> 62 & 1 ? 62 : 64;
    }
    // Rare bytes, errors and the tail: character by character, then back to the wide loop.
    const size_t stop = n - i > 128 ? i + 128 : n;
    while (i < stop) {
      if (scan_is_control(p[i])) return i;
      const size_t length = scan_utf8_length(p + i, n - i);
      if (length == 0) return i;
      i += length;
    }
  }
  return n;
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
    const uint8_t a = p[i];
    if (a < 0x80) {
      if (scan_is_control(a)) return i;
      i++;
      continue;
    }
    // A pair, the common case, without a call.
    if (a != 0x80 && a != 0xFF && n - i >= 2) {
      const uint8_t b = p[i + 1];
      if (b >= 0x40 && b != 0x7F && b != 0xFF) {
        i += 2;
        continue;
      }
    }
    const size_t length = scan_gb18030_length(p + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return n;
}

typedef struct {
  uint64_t low, high;
} scan_hash;

static inline uint64_t scan_mix(uint64_t a, uint64_t b) {
  const __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t scan_read(const uint8_t *p, size_t n) {
  uint64_t x = 0;
  memcpy(&x, p, n < 8 ? n : 8);
  return x;
}

/// A fast hash of bytes, equal on every run. Not for use against an adversary.
static inline uint64_t scan_hash64(const uint8_t *p, size_t n) {
  uint64_t h = n ^ 0x9E3779B97F4A7C15u;
  while (n > 16) {
    uint64_t a, b;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    h = scan_mix(a ^ 0xA0761D6478BD642Fu, b ^ h);
    p += 16;
    n -= 16;
  }
  uint64_t a = 0, b = 0;
  if (n >= 8) {
    memcpy(&a, p, 8);
    memcpy(&b, p + n - 8, 8);
  } else if (n >= 4) {
    uint32_t x, y;
    memcpy(&x, p, 4);
    memcpy(&y, p + n - 4, 4);
    a = x;
    b = y;
  } else if (n > 0) {
    a = (uint64_t)p[0] << 16 | (uint64_t)p[n >> 1] << 8 | p[n - 1];
  }
  h = scan_mix(a ^ 0xE7037ED1A0B428DBu, b ^ h);
  return scan_mix(h, 0x8EBC6AF09C88C6E3u);
}

/// The first and the last eight bytes. With the length they are the whole of up to 16 bytes.
typedef struct {
  uint64_t first, last;
} scan_ends;

static inline scan_ends scan_ends_of(const uint8_t *p, size_t n) {
  scan_ends e = {0, 0};
  if (n >= 8) {
    memcpy(&e.first, p, 8);
    memcpy(&e.last, p + n - 8, 8);
  } else if (n >= 4) {
    uint32_t x, y;
    memcpy(&x, p, 4);
    memcpy(&y, p + n - 4, 4);
    e.first = x;
    e.last = y;
  } else if (n > 0) {
    e.first = (uint64_t)p[0] << 16 | (uint64_t)p[n >> 1] << 8 | p[n - 1];
  }
  return e;
}

static inline uint64_t scan_hash_ends(scan_ends e, size_t n) {
  return scan_mix(e.first ^ n ^ 0xA0761D6478BD642Fu, e.last ^ 0xE7037ED1A0B428DBu);
}

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

/// 128 bits of the bytes, for telling equal records from different ones.
static inline scan_hash scan_hash128(const uint8_t *p, size_t n) {
  uint64_t h = n ^ 0x9E3779B97F4A7C15u, g = n ^ 0xC2B2AE3D27D4EB4Fu;
  while (n >= 16) {
    uint64_t a, b;
    memcpy(&a, p, 8);
    memcpy(&b, p + 8, 8);
    h = scan_mix(a ^ 0xA0761D6478BD642Fu, b ^ h);
    g = scan_mix(b ^ 0x589965CC75374CC3u, a ^ g);
    p += 16;
    n -= 16;
  }
  const uint64_t a = scan_read(p, n), b = n > 8 ? scan_read(p + 8, n - 8) : 0;
  h = scan_mix(a ^ 0xE7037ED1A0B428DBu, b ^ h);
  g = scan_mix(b ^ 0x1D8E4E27C47D124Fu, a ^ g);
  scan_hash result = {scan_mix(h, 0x8EBC6AF09C88C6E3u), scan_mix(g, 0xEB44ACCAB455D165u)};
  return result;
}

// SHA-256, FIPS 180-4, as a stream.

typedef struct {
  uint32_t state[8];
  uint64_t length;
  uint8_t pending[64];
} scan_sha256;

static const uint32_t scan_sha256_k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t scan_rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

static inline void scan_sha256_portable(uint32_t *state, const uint8_t *p, size_t blocks) {
  uint32_t w[64];
  for (; blocks > 0; blocks--, p += 64) {
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 |
             p[4 * i + 3];
    for (int i = 16; i < 64; i++) {
      const uint32_t s0 = scan_rotate(w[i - 15], 7) ^ scan_rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
      const uint32_t s1 = scan_rotate(w[i - 2], 17) ^ scan_rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
      const uint32_t s1 = scan_rotate(e, 6) ^ scan_rotate(e, 11) ^ scan_rotate(e, 25);
      const uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + scan_sha256_k[i] + w[i];
      const uint32_t s0 = scan_rotate(a, 2) ^ scan_rotate(a, 13) ^ scan_rotate(a, 22);
      const uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
}

#if defined(__x86_64__)
#include <immintrin.h>
/// The same with the processor's own instructions; some six times as fast.
__attribute__((target("sha,sse4.1,ssse3"))) static inline void scan_sha256_native(
    uint32_t *state, const uint8_t *p, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i s1 = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i s0 = _mm_alignr_epi8(t, s1, 8);
  s1 = _mm_blend_epi16(s1, t, 0xF0);
  for (; blocks > 0; blocks--, p += 64) {
    const __m128i save0 = s0, save1 = s1;
    __m128i m[4];
    for (int i = 0; i < 4; i++)
      m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p + 16 * i)), swap);
    for (int i = 0; i < 16; i++) {
      const __m128i now = m[i & 3];
      __m128i k = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)(scan_sha256_k + 4 * i)));
      s1 = _mm_sha256rnds2_epu32(s1, s0, k);
      s0 = _mm_sha256rnds2_epu32(s0, s1, _mm_shuffle_epi32(k, 0x0E));
      // Words 16 further on: w[i-16] + s0(w[i-15]) + w[i-7] + s1(w[i-2]).
      const __m128i second = m[(i + 1) & 3], third = m[(i + 2) & 3], fourth = m[(i + 3) & 3];
      __m128i next = _mm_sha256msg1_epu32(now, second);
      next = _mm_add_epi32(next, _mm_alignr_epi8(fourth, third, 4));
      m[i & 3] = _mm_sha256msg2_epu32(next, fourth);
    }
    s0 = _mm_add_epi32(s0, save0);
    s1 = _mm_add_epi32(s1, save1);
  }
  t = _mm_shuffle_epi32(s0, 0x1B);
  s1 = _mm_shuffle_epi32(s1, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(t, s1, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(s1, t, 8));
}
#endif

static inline void scan_sha256_blocks(uint32_t *state, const uint8_t *p, size_t blocks) {
#if defined(__x86_64__)
  unsigned a, b = 0, c, d;
  // CPUID leaf 7: bit 29 of EBX says that the instructions exist.
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(7), "c"(0));
  if (b >> 29 & 1) {
    scan_sha256_native(state, p, blocks);
    return;
  }
#endif
  scan_sha256_portable(state, p, blocks);
}

static inline void scan_sha256_begin(scan_sha256 *s) {
  static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(s->state, start, sizeof start);
  s->length = 0;
}

static inline void scan_sha256_add(scan_sha256 *s, const uint8_t *p, size_t n) {
  const size_t held = s->length % 64;
  s->length += n;
  if (held > 0) {
    const size_t part = n < 64 - held ? n : 64 - held;
    memcpy(s->pending + held, p, part);
    if (held + part < 64) return;
    scan_sha256_blocks(s->state, s->pending, 1);
    p += part;
    n -= part;
  }
  if (n >= 64) scan_sha256_blocks(s->state, p, n / 64);
  memcpy(s->pending, p + n / 64 * 64, n % 64);
}

static inline void scan_sha256_end(scan_sha256 *s, uint8_t *digest) {
  const uint64_t bits = s->length * 8;
  static const uint8_t padding[64] = {0x80};
  scan_sha256_add(s, padding, 1 + (119 - s->length % 64) % 64);
  uint8_t length[8];
  for (int i = 0; i < 8; i++) length[i] = (uint8_t)(bits >> (56 - 8 * i));
  scan_sha256_add(s, length, 8);
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 4; j++) digest[4 * i + j] = (uint8_t)(s->state[i] >> (24 - 8 * j));
}

/// Whether two byte strings of one length agree.
static inline int scan_equal_bytes(const uint8_t *a, const uint8_t *b, size_t n) {
  if (n >= 8) {
    uint64_t x, y;
    for (; n > 8; n -= 8, a += 8, b += 8) {
      memcpy(&x, a, 8);
      memcpy(&y, b, 8);
      if (x != y) return 0;
    }
    memcpy(&x, a + n - 8, 8);
    memcpy(&y, b + n - 8, 8);
    return x == y;
  }
  for (; n > 0; n--)
    if (*a++ != *b++) return 0;
  return 1;
}
