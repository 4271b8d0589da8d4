#include "store/geheim.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cassert>
#include <new>
#include <stdexcept>
#include <string_view>

namespace store {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t key_size = 32;

struct Free {
    void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    void operator()(EVP_CIPHER* cipher) const noexcept { EVP_CIPHER_free(cipher); }
    void operator()(EVP_MD* digest) const noexcept { EVP_MD_free(digest); }
};

unsigned char* raw(std::byte* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
unsigned char const* raw(std::byte const* bytes) { return reinterpret_cast<unsigned char const*>(bytes); }

/// None of these fails on good arguments with memory to spare.
void must(int done) {
    if (done != 1) throw std::runtime_error("libcrypto gave up");
}

std::array<std::byte, 9> label(Plaats plaats, std::int64_t nummer) {
    std::array<std::byte, 9> out{static_cast<std::byte>(plaats)};
    auto rest = static_cast<std::uint64_t>(nummer);
    for (auto at = out.rbegin(); at != out.rend() - 1; ++at, rest >>= 8) *at = static_cast<std::byte>(rest & 0xff);
    return out;
}

} // namespace

Sleutel::Sleutel(std::span<std::byte const> bytes) {
    assert(bytes.size() == bytes_.size());
    std::ranges::copy(bytes, bytes_.begin());
}

Sleutel::~Sleutel() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

std::span<std::byte const> Toeval::neem(std::size_t aantal) {
    constexpr std::size_t at_once = 4096;
    assert(aantal <= at_once);
    if (over_ < aantal) {
        voorraad_.resize(at_once);
        if (RAND_bytes(raw(voorraad_.data()), at_once) != 1) throw std::runtime_error("no random numbers");
        over_ = at_once;
    }
    over_ -= aantal;
    return std::span(voorraad_).subspan(over_, aantal);
}

/// A context keeps the schedule of the key it had last, which for a small text is most of the work.
struct Slot::Impl {
    struct Kant {
        std::unique_ptr<EVP_CIPHER_CTX, Free> context{EVP_CIPHER_CTX_new()};
        Sleutel sleutel;
        bool begonnen = false;
    };
    std::unique_ptr<EVP_CIPHER, Free> cipher{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    Kant heen;
    Kant terug;
    std::vector<std::byte> uit;

    void begin(Kant& kant, bool encrypt, Sleutel const& sleutel, std::byte const* nonce, std::span<std::byte const> aad) {
        bool const same = kant.begonnen && kant.sleutel == sleutel;
        must(EVP_CipherInit_ex(kant.context.get(), kant.begonnen ? nullptr : cipher.get(), nullptr,
                               same ? nullptr : raw(sleutel.bytes().data()), raw(nonce), encrypt ? 1 : 0));
        kant.begonnen = true;
        kant.sleutel = sleutel;
        int size = 0;
        must(EVP_CipherUpdate(kant.context.get(), nullptr, &size, raw(aad.data()), static_cast<int>(aad.size())));
    }
};

Slot::Slot() : impl_(std::make_unique<Impl>()) {
    if (!impl_->cipher || !impl_->heen.context || !impl_->terug.context) throw std::bad_alloc();
}

Slot::~Slot() = default;

std::span<std::byte const> Slot::dicht(Sleutel const& sleutel, Plaats plaats, std::int64_t nummer, std::span<std::byte const> open) {
    auto& uit = impl_->uit;
    uit.resize(open.size() + meer);
    std::ranges::copy(toeval_.neem(nonce_size), uit.begin());
    impl_->begin(impl_->heen, true, sleutel, uit.data(), label(plaats, nummer));
    auto* const context = impl_->heen.context.get();
    int size = 0;
    must(EVP_CipherUpdate(context, raw(uit.data() + nonce_size), &size, raw(open.data()), static_cast<int>(open.size())));
    assert(static_cast<std::size_t>(size) == open.size());
    must(EVP_CipherFinal_ex(context, raw(uit.data() + nonce_size + size), &size));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tag_size, uit.data() + uit.size() - tag_size));
    return uit;
}

std::span<std::byte const> Slot::open(Sleutel const& sleutel, Plaats plaats, std::int64_t nummer, std::span<std::byte const> dicht) {
    if (dicht.size() <= meer) return {};
    auto& uit = impl_->uit;
    uit.resize(dicht.size() - meer);
    impl_->begin(impl_->terug, false, sleutel, dicht.data(), label(plaats, nummer));
    auto* const context = impl_->terug.context.get();
    int size = 0;
    must(EVP_CipherUpdate(context, raw(uit.data()), &size, raw(dicht.data() + nonce_size), static_cast<int>(uit.size())));
    std::array<std::byte, tag_size> tag;
    std::ranges::copy(dicht.last(tag_size), tag.begin());
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()));
    if (EVP_CipherFinal_ex(context, raw(uit.data() + size), &size) != 1) return {};
    return uit;
}

Pseudoniem pseudoniem(std::span<std::byte const, 16> bytes) {
    std::array<unsigned char, 25> letters; // two of padding and a zero at its end
    EVP_EncodeBlock(letters.data(), raw(bytes.data()), static_cast<int>(bytes.size()));
    Pseudoniem out;
    std::ranges::copy_n(letters.begin(), out.letters.size(), out.letters.begin());
    return out;
}

/// The two halves of HMAC with the key already in: each text then takes two blocks of SHA-256 and not four.
struct Zoeksleutel::Impl {
    std::unique_ptr<EVP_MD, Free> digest{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    std::unique_ptr<EVP_MD_CTX, Free> binnen{EVP_MD_CTX_new()};
    std::unique_ptr<EVP_MD_CTX, Free> buiten{EVP_MD_CTX_new()};
    std::unique_ptr<EVP_MD_CTX, Free> werk{EVP_MD_CTX_new()};

    void zet(EVP_MD_CTX* context, Sleutel const& sleutel, std::byte pad) const {
        std::array<std::byte, 64> block;
        block.fill(pad);
        for (std::size_t i = 0; i < key_size; ++i) block[i] ^= sleutel.bytes()[i];
        must(EVP_DigestInit_ex(context, digest.get(), nullptr));
        must(EVP_DigestUpdate(context, block.data(), block.size()));
        OPENSSL_cleanse(block.data(), block.size());
    }

    [[nodiscard]] std::array<std::byte, 32> hmac(std::span<std::byte const> text) const {
        std::array<std::byte, 32> hash;
        must(EVP_MD_CTX_copy_ex(werk.get(), binnen.get()));
        must(EVP_DigestUpdate(werk.get(), text.data(), text.size()));
        must(EVP_DigestFinal_ex(werk.get(), raw(hash.data()), nullptr));
        must(EVP_MD_CTX_copy_ex(werk.get(), buiten.get()));
        must(EVP_DigestUpdate(werk.get(), hash.data(), hash.size()));
        must(EVP_DigestFinal_ex(werk.get(), raw(hash.data()), nullptr));
        return hash;
    }
};

Zoeksleutel::Zoeksleutel(Sleutel const& sleutel) : impl_(std::make_unique<Impl>()) {
    if (!impl_->digest || !impl_->binnen || !impl_->buiten || !impl_->werk) throw std::bad_alloc();
    impl_->zet(impl_->binnen.get(), sleutel, std::byte{0x36});
    impl_->zet(impl_->buiten.get(), sleutel, std::byte{0x5c});
}

Zoeksleutel::~Zoeksleutel() = default;
Zoeksleutel::Zoeksleutel(Zoeksleutel&&) noexcept = default;
Zoeksleutel& Zoeksleutel::operator=(Zoeksleutel&&) noexcept = default;

Pseudoniem Zoeksleutel::pseudoniem(std::string_view bsn) const {
    auto const hash = impl_->hmac(std::as_bytes(std::span(bsn)));
    return store::pseudoniem(std::span(hash).first<16>());
}

std::array<std::byte, 32> Zoeksleutel::vingerafdruk(std::span<std::byte const> sha256) const { return impl_->hmac(sha256); }

} // namespace store
