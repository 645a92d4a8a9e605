// What Glibc does not show to Swift and only the server needs: chance, thread names, sending without SIGPIPE, and
// addresses without casts.
#ifndef CLINUX_NET_H
#define CLINUX_NET_H

#include "CLinux.h"
#include <arpa/inet.h>
#include <sys/random.h>
#include <sys/uio.h>

// Fills `bytes` from the kernel's generator; blocks only before the kernel has been seeded. False with errno on failure.
static inline bool clinux_random(void *bytes, size_t count) {
  uint8_t *p = bytes;
  while (count > 0) {
    ssize_t got = getrandom(p, count, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    p += got;
    count -= (size_t)got;
  }
  return true;
}

// Names the calling thread, cut to the kernel's 15 bytes.
void clinux_name_thread(const char *name);

// Room for `count` events of epoll_wait.
static inline struct epoll_event *clinux_events_allocate(int count) {
  return calloc((size_t)count, sizeof(struct epoll_event));
}

// The token and the bits of the event at `index`.
static inline uint64_t clinux_events_token(const struct epoll_event *events, int index) {
  return events[index].data.u64;
}
static inline uint32_t clinux_events_bits(const struct epoll_event *events, int index) { return events[index].events; }

// Sends up to two runs of bytes; never raises SIGPIPE. Bytes sent, or -1 with errno.
static inline ssize_t clinux_send(int descriptor, const void *first, size_t first_count, const void *second,
                                  size_t second_count) {
  if (second_count == 0) return send(descriptor, first, first_count, MSG_NOSIGNAL | MSG_DONTWAIT);
  struct iovec pieces[2] = {{(void *)first, first_count}, {(void *)second, second_count}};
  struct msghdr message = {0};
  message.msg_iov = pieces;
  message.msg_iovlen = 2;
  return sendmsg(descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

// Answers go out when they are ready, not when more have gathered.
static inline int clinux_no_delay(int descriptor) {
  int one = 1;
  return setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

// A listening, non-blocking, close-on-exec socket on a numeric address. Sets *port to the real port. The descriptor,
// or -1 with errno; EADDRNOTAVAIL when `host` is no numeric address.
static inline int clinux_listen(const char *host, uint16_t *port, int backlog) {
  struct sockaddr_in v4 = {0};
  struct sockaddr_in6 v6 = {0};
  struct sockaddr *address;
  socklen_t size;
  if (inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(*port);
    address = (struct sockaddr *)&v4;
    size = sizeof(v4);
  } else if (inet_pton(AF_INET6, host, &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(*port);
    address = (struct sockaddr *)&v6;
    size = sizeof(v6);
  } else {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  int descriptor = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  int one = 1;
  socklen_t room = size;
  if (setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) != 0 ||
      bind(descriptor, address, size) != 0 || listen(descriptor, backlog) != 0 ||
      getsockname(descriptor, address, &room) != 0) {
    int failure = errno;
    close(descriptor);
    errno = failure;
    return -1;
  }
  *port = ntohs(address->sa_family == AF_INET ? v4.sin_port : v6.sin6_port);
  return descriptor;
}

// A blocking, close-on-exec connection to a numeric address; -1 with errno.
static inline int clinux_connect(const char *host, uint16_t port) {
  struct sockaddr_in v4 = {0};
  if (inet_pton(AF_INET, host, &v4.sin_addr) != 1) {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  if (connect(descriptor, (struct sockaddr *)&v4, sizeof(v4)) != 0) {
    int failure = errno;
    close(descriptor);
    errno = failure;
    return -1;
  }
  return descriptor;
}

#endif
