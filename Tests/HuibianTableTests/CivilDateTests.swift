import HuibianTable
import Testing

struct CivilDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2024, 1, 1, 19_723),
    (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
  ])
  func `counts days from 1970`(year: Int, month: Int, day: Int, days: Int) throws {
    let date = try #require(CivilDate(year, month, day))
    #expect(Int(date.days) == days)
    #expect(date.components == (year, month, day))
  }

  @Test
  func `gives every day of four centuries back`() throws {
    var days = try #require(CivilDate(1900, 1, 1)).days
    let end = try #require(CivilDate(2301, 1, 1)).days
    while days < end {
      let (year, month, day) = CivilDate(days: days).components
      #expect(CivilDate(year, month, day)?.days == days)
      days += 1
    }
  }

  @Test(arguments: [(2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (0, 1, 1), (2024, 1, 0)])
  func `knows which days do not exist`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year, month, day) == nil)
  }

  @Test
  func `goes back a year from a leap day to the 28th`() throws {
    #expect(try #require(CivilDate(2024, 2, 29)).adding(years: -1) == CivilDate(2023, 2, 28))
  }

  @Test
  func `knows weekdays`() throws {
    #expect(try #require(CivilDate(2024, 1, 1)).weekday == 1)
    #expect(try #require(CivilDate(1969, 12, 28)).weekday == 7)
  }

  @Test
  func `writes dates as a computer and as an office does`() throws {
    let date = try #require(CivilDate(2025, 1, 5))
    #expect(date.iso == "2025-01-05")
    #expect(date.chinese == "2025年1月5日")
  }
}
