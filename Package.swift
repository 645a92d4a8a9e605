// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
let strictMemory = strict + [.strictMemorySafety()]

let package = Package(
  name: "fealty",
  products: [
    .library(name: "FealtyClient", targets: ["FealtyClient"]),
    .executable(name: "fealty", targets: ["fealty"]),
  ],
  targets: [
    .target(name: "CLinux", path: "Sources/CLinux"),
    .systemLibrary(
      name: "CZlib",
      path: "Sources/CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]
    ),
    .target(
      name: "FealtyWire",
      dependencies: ["CLinux", "CZlib"],
      path: "Sources/Wire",
      exclude: ["Schema"],
      swiftSettings: strictMemory
    ),
    .target(
      name: "FealtyLoyalty",
      dependencies: ["CLinux"],
      path: "Sources/Loyalty",
      swiftSettings: strict
    ),
    .target(
      name: "FealtyPersistence",
      dependencies: ["CLinux", "CZlib"],
      path: "Sources/Persistence",
      swiftSettings: strictMemory
    ),
    .target(name: "FealtyTLS", path: "Sources/TLS", swiftSettings: strict),
    .target(
      name: "FealtyActors",
      dependencies: ["FealtyLoyalty", "FealtyWire", "FealtyPersistence", "CLinux"],
      path: "Sources/Actors",
      swiftSettings: strict
    ),
    .target(
      name: "FealtyServer",
      dependencies: [
        "FealtyActors", "FealtyLoyalty", "FealtyWire", "FealtyPersistence", "FealtyTLS", "CLinux",
        "CZlib",
      ],
      path: "Sources/Server",
      swiftSettings: strict
    ),
    .target(
      name: "FealtyClient",
      dependencies: ["FealtyWire", "FealtyTLS", "CLinux"],
      path: "Sources/Client",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "fealty",
      dependencies: ["FealtyServer", "FealtyClient", "FealtyWire", "FealtyPersistence"],
      path: "Sources/fealty",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "wiregen",
      dependencies: ["FealtyWire"],
      path: "Sources/wiregen",
      swiftSettings: strict
    ),
    .testTarget(name: "WireTests", dependencies: ["FealtyWire", "CLinux"], swiftSettings: strict),
    .testTarget(name: "LoyaltyTests", dependencies: ["FealtyLoyalty"], swiftSettings: strict),
    .testTarget(
      name: "PersistenceTests",
      dependencies: ["FealtyPersistence", "CLinux"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ActorsTests",
      dependencies: ["FealtyActors", "FealtyLoyalty", "FealtyWire", "FealtyPersistence"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "FealtyServer", "FealtyActors", "FealtyWire", "FealtyPersistence", "FealtyTLS", "CLinux",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ClientTests",
      dependencies: ["FealtyClient", "FealtyWire", "CLinux"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["FealtyClient", "FealtyWire", "FealtyPersistence", "fealty"],
      swiftSettings: strict
    ),
    .target(
      name: "Model",
      path: "Tests/Model",
      exclude: ["RULINGS.md"],
      // Optimised always: ten thousand sequences go through it in each run of the tests.
      swiftSettings: strict + [.unsafeFlags(["-O"])]
    ),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
    .testTarget(
      name: "ComparisonTests",
      dependencies: [
        "Model", "FealtyActors", "FealtyLoyalty", "FealtyWire", "FealtyPersistence",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "FealtyServer", "FealtyActors", "FealtyLoyalty", "FealtyWire", "FealtyPersistence",
      ],
      path: "Tests/Simulation",
      swiftSettings: strict
    ),
    .testTarget(name: "RepositoryTests", swiftSettings: strict),
    // The load of the fault rigs, scripts/test-faults.
    .executableTarget(
      name: "tills",
      dependencies: ["FealtyClient"],
      path: "Tests/Faults/Tills",
      swiftSettings: strict
    ),
  ]
)
