"""A client of Fealty in plain Python, written from docs/protocol.md and the messages that protoc generates."""
import os, secrets, socket, struct, subprocess, sys, tempfile, time

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Sources", "Wire", "Schema")
FILES = sorted(name[:-len(".proto")] for name in os.listdir(SCHEMA) if name.endswith(".proto"))


def load_messages():
    """Runs protoc on the schema and returns one namespace with every message and enum value."""
    names = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["protoc", "-I", SCHEMA, "--python_out", folder] + [f + ".proto" for f in FILES], check=True)
        sys.path.insert(0, folder)
        for file in FILES:
            names.update(vars(__import__(file + "_pb2")))
        sys.path.remove(folder)
    return type("Messages", (), names)


pb = load_messages()

HELLO, WELCOME, REQUEST, RESPONSE, ITEM, CANCEL, CREDIT, PING, PONG, GOAWAY = range(1, 11)
COMPRESSED, HEAD = 1, 2
HEADER = struct.Struct("<IIBBHII")  # length, crc, kind, flags, method, stream, aux

TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = (byte >> 1) ^ (0x82F63B78 if byte & 1 else 0)
    TABLE.append(byte)


def crc32c(data, crc=0):
    crc ^= 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def encode_frame(kind, payload=b"", method=0, stream=0, aux=0, flags=0):
    rest = HEADER.pack(len(payload), 0, kind, flags, method, stream, aux)
    crc = crc32c(rest[:4] + rest[8:] + payload)
    return rest[:4] + struct.pack("<I", crc) + rest[8:] + payload


def decode_frame(header, payload):
    length, crc, kind, flags, method, stream, aux = HEADER.unpack(header)
    if crc != crc32c(header[:4] + header[8:] + payload):
        raise ValueError("the frame's checksum does not fit")
    if flags & COMPRESSED:
        import zlib
        size = struct.unpack("<I", payload[:4])[0]
        payload = zlib.decompressobj().decompress(payload[4:], size)
        if len(payload) != size:
            raise ValueError("the payload is not what it says")
    return kind, flags, method, stream, aux, payload


def request_id():
    """16 bytes: 48 bits of Unix milliseconds, version 7, chance, variant 2, chance."""
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + secrets.token_bytes(10))
    raw[6], raw[8] = 0x70 | raw[6] & 0x0F, 0x80 | raw[8] & 0x3F
    return bytes(raw)


class CallError(Exception):
    def __init__(self, status):
        super().__init__(f"{pb.Code.Name(status.code)} {pb.Reason.Name(status.reason)}: {status.message}")
        self.status = status


class Client:
    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=10)
        hello = pb.Hello(minimum_version=1, maximum_version=1, client="interop.py")
        self.socket.sendall(b"FEALTY1\n" + encode_frame(HELLO, hello.SerializeToString()))
        kind, _, _, _, _, payload = self.receive()
        assert kind == WELCOME, f"frame of kind {kind} instead of WELCOME"
        self.welcome = pb.Welcome.FromString(payload)
        self.stream = 0

    def receive(self):
        header = self.read(HEADER.size)
        return decode_frame(header, self.read(HEADER.unpack(header)[0]))

    def read(self, count):
        data = b""
        while len(data) < count:
            piece = self.socket.recv(count - len(data))
            if not piece:
                raise ConnectionError("the server closed the connection")
            data += piece
        return data

    def call(self, service, name, request, timeout_ms=5000):
        """The response, or the list of items where the method answers with a stream."""
        method = pb.DESCRIPTOR.pool.FindServiceByName("fealty.v1." + service).FindMethodByName(name)
        number = method.GetOptions().Extensions[pb.method_id]
        kind_of = getattr(pb, method.output_type.name)
        self.stream += 1
        self.socket.sendall(
            encode_frame(REQUEST, request.SerializeToString(), number, self.stream, timeout_ms))
        items = []
        while True:
            kind, _, _, stream, aux, payload = self.receive()
            if kind == PING:
                self.socket.sendall(encode_frame(PONG, aux=aux))
            elif kind == GOAWAY:
                raise ConnectionError(pb.GoAway.FromString(payload).message)
            elif kind == ITEM and stream == self.stream:
                items.append(kind_of.FromString(payload))
                self.socket.sendall(encode_frame(CREDIT, stream=stream, aux=1))
            elif kind == RESPONSE and stream == self.stream:
                if aux != 0:
                    raise CallError(pb.Status.FromString(payload))
                return items if method.server_streaming else kind_of.FromString(payload)
