#pragma once
// Reading and writing zips in memory.
#include <zip.h>
