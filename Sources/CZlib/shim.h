#pragma once
// The checksum of zip entries, and deflate.
#include <zlib.h>
