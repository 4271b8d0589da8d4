#include "store/envelop.hpp"

namespace store {

std::string zender_sleutel(model::Systeem const& zender) {
    // No text of XML can hold this character.
    constexpr char separator = '\x1f';
    std::string key;
    for (auto const* part : {&zender.organisatie, &zender.applicatie, &zender.administratie}) key.append(*part) += separator;
    return key += zender.gebruiker;
}

} // namespace store
