// Byte work that Swift has no words for. Header only; nothing here allocates or keeps a pointer.
//
// Vectors of the processor are chosen when the program runs; portable C stands beside each.
#pragma once
#include "cells.h"
#include "codes.h"
#include "count.h"
#include "day.h"
#include "digits.h"
#include "few.h"
#include "hash.h"
#include "keys.h"
#include "masks.h"
#include "records.h"
#include "text.h"
