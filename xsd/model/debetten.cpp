#include "xsd/model/debetten.hpp"

#include <cassert>

namespace model {
namespace {

/// LEB128 of the zigzag form: small numbers of either sign take one byte.
void put(std::string& out, std::int64_t number) {
    auto rest = (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
    while (rest >= 0x80) {
        out.push_back(static_cast<char>(rest | 0x80));
        rest >>= 7;
    }
    out.push_back(static_cast<char>(rest));
}

void put(std::string& out, std::string_view text) {
    put(out, static_cast<std::int64_t>(text.size()));
    out += text;
}

/// Reads from front to end. What runs out or is too long makes it bad; it stays so, and gives zeros and empty texts.
struct Source {
    char const* at;
    char const* end;
    bool good = true;

    explicit Source(std::string_view bytes) : at(bytes.data()), end(bytes.data() + bytes.size()) {}

    std::int64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && at != end; shift += 7) {
            auto const byte = static_cast<std::uint64_t>(static_cast<unsigned char>(*at++));
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80) return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
        }
        good = false;
        at = end;
        return 0;
    }
    std::string_view text() {
        auto const size = number();
        if (size < 0 || size > end - at) {
            good = false;
            at = end;
            return {};
        }
        std::string_view const view(at, static_cast<std::size_t>(size));
        at += size;
        return view;
    }
    Date date() { return {static_cast<std::int32_t>(number())}; }
};

LopendeDebet take(Source& source) {
    LopendeDebet debet;
    debet.referentie_nummer = source.text();
    debet.periode.begin = source.date();
    debet.periode.einde = debet.periode.begin + source.date().days;
    debet.categorie = Code(source.text());
    debet.code = source.text();
    debet.eenheid = Code(source.text());
    debet.volume = source.number();
    debet.bedrag.cents = source.number();
    return debet;
}

} // namespace

LopendeDebetten::Iterator& LopendeDebetten::Iterator::operator++() {
    if (rest_.empty()) {
        done_ = true;
        return *this;
    }
    Source source(rest_);
    debet_ = take(source);
    assert(source.good); // from_bytes() looked at all of them
    rest_ = {source.at, source.end};
    return *this;
}

std::optional<LopendeDebetten> LopendeDebetten::from_bytes(std::span<std::byte const> bytes) {
    LopendeDebetten debetten;
    debetten.bytes_.assign(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    Source source(debetten.bytes_);
    while (source.at != source.end) debetten.count(take(source));
    if (!source.good) return std::nullopt;
    return debetten;
}

void LopendeDebetten::push_back(LopendeDebet const& debet) {
    put(bytes_, debet.referentie_nummer);
    put(bytes_, debet.periode.begin.days);
    put(bytes_, debet.periode.einde - debet.periode.begin);
    put(bytes_, debet.categorie.view());
    put(bytes_, debet.code);
    put(bytes_, debet.eenheid.view());
    put(bytes_, debet.volume);
    put(bytes_, debet.bedrag.cents);
    count(debet);
}

void LopendeDebetten::count(LopendeDebet const& debet) {
    if (size_ == 0) eenheid_ = debet.eenheid;
    if (size_ == 0 || debet.periode.einde > laatste_dag_) laatste_dag_ = debet.periode.einde;
    gemengd_ = gemengd_ || debet.eenheid != eenheid_;
    // Bytes of a damaged store may hold any number: wrap, do not overflow.
    auto const sum = [](std::int64_t a, std::int64_t b) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
    };
    volume_ = sum(volume_, debet.volume);
    bedrag_.cents = sum(bedrag_.cents, debet.bedrag.cents);
    ++size_;
}

} // namespace model
