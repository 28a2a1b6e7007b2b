import HuibianEngine
import HuibianTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test func `the columnar engine conforms`() async {
    await EngineConformance.check { ColumnarEngine(tables: $0) }
  }

  @Test func `the reference conforms`() async {
    await EngineConformance.check { ReferenceEngine(tables: $0) }
  }
}
