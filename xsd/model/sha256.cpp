#include "xsd/model/sha256.hpp"

#include <fmt/ranges.h>
#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace model {

std::string sha256_hex(std::span<std::byte const> bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available");
    return fmt::format("{:02x}", fmt::join(digest.data(), digest.data() + size, ""));
}

} // namespace model
