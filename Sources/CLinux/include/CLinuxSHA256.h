// SHA-256 (FIPS 180-4), by the processor's instructions (x86 SHA extensions) where there are some, else portably.
#ifndef CLINUX_SHA256_H
#define CLINUX_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const uint32_t clinux_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t clinux_sha256_word(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static inline uint32_t clinux_sha256_turn(uint32_t x, int by) { return x >> by | x << (32 - by); }

// Takes `count` blocks of 64 bytes into the eight words of `state`.
static inline void clinux_sha256_portable(uint32_t *state, const void *bytes, size_t count) {
  const uint8_t *p = (const uint8_t *)bytes;
  for (; count > 0; count--, p += 64) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++) w[i] = clinux_sha256_word(p + 4 * i);
    for (int i = 16; i < 64; i++) {
      uint32_t x = w[i - 15], y = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (clinux_sha256_turn(x, 7) ^ clinux_sha256_turn(x, 18) ^ x >> 3) +
             (clinux_sha256_turn(y, 17) ^ clinux_sha256_turn(y, 19) ^ y >> 10);
    }
    for (int i = 0; i < 8; i++) s[i] = state[i];
#pragma clang loop unroll_count(8)
    for (int i = 0; i < 64; i++) {
      uint32_t a = s[0], e = s[4];
      uint32_t one = s[7] + (clinux_sha256_turn(e, 6) ^ clinux_sha256_turn(e, 11) ^ clinux_sha256_turn(e, 25)) +
                     ((e & s[5]) ^ (~e & s[6])) + clinux_sha256_constants[i] + w[i];
      uint32_t two = (clinux_sha256_turn(a, 2) ^ clinux_sha256_turn(a, 13) ^ clinux_sha256_turn(a, 22)) +
                     ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
      for (int j = 7; j > 0; j--) s[j] = s[j - 1];
      s[4] += one;
      s[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
  }
}

#if defined(__x86_64__)
typedef int clinux_sha256_lanes __attribute__((vector_size(16)));

// The same with the instructions: two rounds each, on the words in the order that they want.
__attribute__((target("sha,sse4.1")))
static inline void clinux_sha256_instructions(uint32_t *state, const void *bytes, size_t count) {
  const uint8_t *p = (const uint8_t *)bytes;
  clinux_sha256_lanes abef = {(int)state[5], (int)state[4], (int)state[1], (int)state[0]};
  clinux_sha256_lanes cdgh = {(int)state[7], (int)state[6], (int)state[3], (int)state[2]};
  for (; count > 0; count--, p += 64) {
    clinux_sha256_lanes before = abef, beside = cdgh, w[16];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      if (i < 4) {
        uint32_t words[4];
        memcpy(words, p + 16 * i, 16);
        w[i] = (clinux_sha256_lanes){(int)__builtin_bswap32(words[0]), (int)__builtin_bswap32(words[1]),
                                     (int)__builtin_bswap32(words[2]), (int)__builtin_bswap32(words[3])};
      } else {
        clinux_sha256_lanes sum = __builtin_ia32_sha256msg1(w[i - 4], w[i - 3]) +
                                  __builtin_shufflevector(w[i - 2], w[i - 1], 1, 2, 3, 4);
        w[i] = __builtin_ia32_sha256msg2(sum, w[i - 1]);
      }
      clinux_sha256_lanes k;
      memcpy(&k, clinux_sha256_constants + 4 * i, 16);
      k += w[i];
      cdgh = __builtin_ia32_sha256rnds2(cdgh, abef, k);
      abef = __builtin_ia32_sha256rnds2(abef, cdgh, __builtin_shufflevector(k, k, 2, 3, 2, 3));
    }
    abef += before;
    cdgh += beside;
  }
  state[0] = (uint32_t)abef[3], state[1] = (uint32_t)abef[2], state[4] = (uint32_t)abef[1], state[5] = (uint32_t)abef[0];
  state[2] = (uint32_t)cdgh[3], state[3] = (uint32_t)cdgh[2], state[6] = (uint32_t)cdgh[1], state[7] = (uint32_t)cdgh[0];
}

// Whether this processor has the instructions. Asking takes a microsecond or more: once is enough.
static inline bool clinux_sha256_has_instructions(void) {
  uint32_t a = 0, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if (a < 7) return false;
  a = 7, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  bool sha = b >> 29 & 1;
  a = 1, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return sha && (c >> 19 & 1);
}
#else
static inline void clinux_sha256_instructions(uint32_t *state, const void *bytes, size_t count) {
  clinux_sha256_portable(state, bytes, count);
}
static inline bool clinux_sha256_has_instructions(void) { return false; }
#endif

#endif
