// SHA-256, FIPS 180-4, as a stream; with the instructions of the processor where it has them. Header
// only; nothing here allocates or keeps a pointer.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  uint32_t state[8];
  uint64_t length;
  uint8_t pending[64];
  /// Whether the processor's own instructions are used.
  int native;
} digest_sha256;

static const uint32_t digest_sha256_start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static const uint32_t digest_sha256_k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t digest_rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

static inline void digest_sha256_portable(uint32_t *state, const uint8_t *p, size_t blocks) {
  uint32_t w[64];
  for (; blocks > 0; blocks--, p += 64) {
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 |
             p[4 * i + 3];
    for (int i = 16; i < 64; i++) {
      const uint32_t s0 = digest_rotate(w[i - 15], 7) ^ digest_rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
      const uint32_t s1 = digest_rotate(w[i - 2], 17) ^ digest_rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
      const uint32_t s1 = digest_rotate(e, 6) ^ digest_rotate(e, 11) ^ digest_rotate(e, 25);
      const uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + digest_sha256_k[i] + w[i];
      const uint32_t s0 = digest_rotate(a, 2) ^ digest_rotate(a, 13) ^ digest_rotate(a, 22);
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
__attribute__((target("sha,sse4.1,ssse3"))) static inline void digest_sha256_native(
    uint32_t *state, const uint8_t *p, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i s1 = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i s0 = _mm_alignr_epi8(t, s1, 8);
  s1 = _mm_blend_epi16(s1, t, 0xF0);
  for (; blocks > 0; blocks--, p += 64) {
    const __m128i save0 = s0, save1 = s1;
    __m128i m[4];
    // Unrolled, so that the four stay in registers.
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++)
      m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(p + 16 * i)), swap);
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      const __m128i now = m[i & 3];
      __m128i k = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)(digest_sha256_k + 4 * i)));
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

/// Whether the processor has the instructions; asking takes long where the machine is a virtual one.
static inline int digest_sha256_has_native(void) {
#if defined(__x86_64__)
  unsigned a = 0, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if (a < 7) return 0;
  // CPUID leaf 7: bit 29 of EBX says that the instructions exist.
  a = 7, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return b >> 29 & 1;
#else
  return 0;
#endif
}

static inline void digest_sha256_blocks(uint32_t *state, const uint8_t *p, size_t blocks, int native) {
#if defined(__x86_64__)
  if (native) {
    digest_sha256_native(state, p, blocks);
    return;
  }
#endif
  (void)native;
  digest_sha256_portable(state, p, blocks);
}

/// - Parameter native: As `digest_sha256_has_native` says, or 0.
static inline void digest_sha256_begin(digest_sha256 *s, int native) {
  memcpy(s->state, digest_sha256_start, sizeof digest_sha256_start);
  s->length = 0;
  s->native = native;
}

static inline void digest_sha256_add(digest_sha256 *s, const uint8_t *p, size_t n) {
  const size_t held = s->length % 64;
  s->length += n;
  if (held > 0) {
    const size_t part = n < 64 - held ? n : 64 - held;
    memcpy(s->pending + held, p, part);
    if (held + part < 64) return;
    digest_sha256_blocks(s->state, s->pending, 1, s->native);
    p += part;
    n -= part;
  }
  if (n >= 64) digest_sha256_blocks(s->state, p, n / 64, s->native);
  memcpy(s->pending, p + n / 64 * 64, n % 64);
}

/// What is hashed behind a text of so many bytes (5.1.1), of which the last are there already.
static inline size_t digest_sha256_pad(uint8_t *last, uint64_t length) {
  const size_t held = length % 64, whole = held < 56 ? 64 : 128;
  memset(last + held, 0, whole - held);
  last[held] = 0x80;
  for (int i = 0; i < 8; i++) last[whole - 8 + i] = (uint8_t)(length * 8 >> (56 - 8 * i));
  return whole / 64;
}

static inline void digest_sha256_end(digest_sha256 *s, uint8_t *digest) {
  uint8_t last[128];
  memcpy(last, s->pending, s->length % 64);
  digest_sha256_blocks(s->state, last, digest_sha256_pad(last, s->length), s->native);
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 4; j++) digest[4 * i + j] = (uint8_t)(s->state[i] >> (24 - 8 * j));
}

/// The first 64 bits of the hash of a text in one piece.
static inline uint64_t digest_sha256_prefix(const uint8_t *p, size_t n, int native) {
  uint32_t state[8];
  memcpy(state, digest_sha256_start, sizeof state);
  if (n >= 64) digest_sha256_blocks(state, p, n / 64, native);
  uint8_t last[128];
  if (n % 64 > 0) memcpy(last, p + n / 64 * 64, n % 64);
  digest_sha256_blocks(state, last, digest_sha256_pad(last, n), native);
  return (uint64_t)state[0] << 32 | state[1];
}
