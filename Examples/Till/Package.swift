// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Till",
  dependencies: [.package(name: "fealty", path: "../..")],
  targets: [
    .executableTarget(
      name: "Till",
      dependencies: [.product(name: "FealtyClient", package: "fealty")]
    )
  ]
)
