import HuibianDiagnostics
import HuibianTable
import Testing

struct TableTests {
  @Test
  func `encodes texts once, the empty cell as code 0`() {
    let column = CodedColumn(["来信", "", "来访", "来信"])
    #expect(column.codes == [1, 0, 2, 1])
    #expect(column.dictionary.texts == ["", "来信", "来访"])
  }

  @Test
  func `knows file and line of every row`() {
    var places = RowPlaces()
    places.begin(file: "一月.csv")
    places.append([1, 2, 3], rows: 1..<3)
    places.begin(file: "二月.csv")
    places.append(line: 5)
    let table = Table(
      ledger: "信访件", columns: ["信访人数": .integers([1, 2, 3])], places: places,
      positions: ["信访人数": 4])
    #expect(table.location(row: 1, column: "信访人数") == .cell(file: "一月.csv", row: 3, column: 4))
    #expect(table.location(row: 2, column: "信访人数") == .cell(file: "二月.csv", row: 5, column: 4))
  }
}
