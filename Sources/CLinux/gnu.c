// The calls that Glibc shows only to GNU sources. They are not in the header: _GNU_SOURCE there would give types of
// Glibc other members than they have for Swift.
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int clinux_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC); }

int clinux_fallocate(int descriptor, int mode, off_t offset, off_t length) {
  return fallocate(descriptor, mode, offset, length);
}

int clinux_direct_flag(void) { return O_DIRECT; }

int clinux_pin_thread(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  return pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

void clinux_name_thread(const char *name) {
  char cut[16] = {0};
  strncpy(cut, name, 15);
  pthread_setname_np(pthread_self(), cut);
}

int clinux_env(const char *n, int d) { const char *v = getenv(n); return v ? atoi(v) : d; }

void clinux_heap_prepare(void) {
  if (!clinux_env("P1_PAD", 1)) return;
  mallopt(M_TOP_PAD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
}
