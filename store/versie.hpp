#pragma once

#include "xsd/model/versie.hpp"

namespace store {

using model::compare_versie;

} // namespace store
