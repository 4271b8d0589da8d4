#include "gateway/vsp/zip.hpp"

#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/beast/zlib/inflate_stream.hpp>
#include <boost/crc.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace gateway::vsp {

namespace {

namespace zlib = boost::beast::zlib;

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::size_t local_size = 30;
constexpr std::size_t central_size = 46;
constexpr std::size_t end_size = 22;
constexpr std::uint16_t encrypted = 1;
constexpr std::uint16_t sizes_behind = 8; ///< the local header leaves sizes to a descriptor behind the data
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;

/// A little-endian number at a place that is there.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes.at(at + i - 1));
    return value;
}

void put(std::string& out, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * i & 0xffU);
}

std::uint32_t crc_of(std::string_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

bool good_name(std::string_view naam) {
    auto const letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    if (naam.size() < 5 || naam.size() > 255 || naam.front() == '.' || !std::ranges::all_of(naam, letter)) return false;
    std::string end(naam.substr(naam.size() - 4));
    for (auto& c : end)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return end == ".xml";
}

/// nullopt: not deflate, or not `size` bytes of it, or with something behind it.
std::optional<std::string> inflate(std::string_view packed, std::size_t size) {
    // One byte more than it may have tells when it goes on.
    std::string out(size + 1, '\0');
    zlib::inflate_stream stream;
    zlib::z_params z;
    z.next_in = packed.data();
    z.avail_in = packed.size();
    z.next_out = out.data();
    z.avail_out = out.size();
    boost::system::error_code ec;
    stream.write(z, zlib::Flush::finish, ec);
    if (ec != zlib::error::end_of_stream || z.avail_in != 0 || z.total_out != size) return std::nullopt;
    out.resize(size);
    return out;
}

std::string deflate(std::string_view inhoud) {
    zlib::deflate_stream stream;
    std::string data(stream.upper_bound(inhoud.size()) + 64, '\0');
    zlib::z_params z;
    z.next_in = inhoud.data();
    z.avail_in = inhoud.size();
    z.next_out = data.data();
    z.avail_out = data.size();
    boost::system::error_code ec;
    stream.write(z, zlib::Flush::finish, ec);
    if (ec != zlib::error::end_of_stream) throw std::logic_error("deflate did not end");
    data.resize(z.total_out);
    return data;
}

/// Puts files behind each other, and at the end the list of them.
class Schrijver {
public:
    void voeg_toe(std::string_view naam, std::string_view inhoud) {
        auto const data = deflate(inhoud);
        auto const fields = [&](std::string& out) {
            put(out, 20, 2); // version needed: deflate
            put(out, 0, 2);
            put(out, deflated, 2);
            put(out, 0x00210000, 4); // 1 January 1980: what is sent again is the same
            put(out, crc_of(inhoud), 4);
            put(out, static_cast<std::uint32_t>(data.size()), 4);
            put(out, static_cast<std::uint32_t>(inhoud.size()), 4);
            put(out, static_cast<std::uint32_t>(naam.size()), 2);
            put(out, 0, 2);
        };
        auto const offset = out_.size();
        put(out_, local_mark, 4);
        fields(out_);
        out_ += naam;
        out_ += data;
        put(directory_, central_mark, 4);
        put(directory_, 20, 2);
        fields(directory_);
        put(directory_, 0, 2); // comment
        put(directory_, 0, 4); // disk, internal attributes
        put(directory_, 0, 4); // external attributes
        put(directory_, static_cast<std::uint32_t>(offset), 4);
        directory_ += naam;
        ++files_;
    }

    std::string klaar() && {
        auto const offset = out_.size();
        out_ += directory_;
        put(out_, end_mark, 4);
        put(out_, 0, 4);
        put(out_, files_, 2);
        put(out_, files_, 2);
        put(out_, static_cast<std::uint32_t>(directory_.size()), 4);
        put(out_, static_cast<std::uint32_t>(offset), 4);
        put(out_, 0, 2);
        return std::move(out_);
    }

private:
    std::string out_;
    std::string directory_;
    std::uint32_t files_ = 0;
};

} // namespace

std::string_view brs_code(ZipFout fout) {
    constexpr std::array<std::string_view, 7> codes{"BRS15", "BRS16", "BRS21", "BRS17", "BRS19", "BRS29", "BRS15"};
    return codes.at(static_cast<std::size_t>(fout));
}

std::string_view uitleg(ZipFout fout) {
    constexpr std::array<std::string_view, 7> texts{
        "het bestand is geen geldige zip",
        "in de zip zit meer dan één bestand",
        "de zip is leeg",
        "de zip heeft een wachtwoord",
        "het bestand in de zip is te groot",
        "in de zip zit een map",
        "de naam van het bestand in de zip is niet die van een bericht (letters, cijfers, . _ -, eindigend op .xml)"};
    return texts.at(static_cast<std::size_t>(fout));
}

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK"); }

std::expected<std::string, ZipFout> pak_uit(std::string_view zip, std::uint64_t grens) {
    using enum ZipFout;
    // The end record is the end: no comment, nothing behind it, one disk, so that there is one way to read it.
    if (zip.size() < end_size) return std::unexpected(geen_zip);
    auto const end = zip.size() - end_size;
    if (number(zip, end, 4) != end_mark || number(zip, end + 4, 4) != 0 || number(zip, end + 20, 2) != 0) return std::unexpected(geen_zip);
    auto const files = number(zip, end + 10, 2);
    if (number(zip, end + 8, 2) != files || files == 0xffff) return std::unexpected(geen_zip);
    if (files == 0) return std::unexpected(end == 0 ? leeg : geen_zip);
    auto const directory_size = number(zip, end + 12, 4);
    auto const directory = number(zip, end + 16, 4);
    if (std::uint64_t{directory} + directory_size != end || directory_size < central_size) return std::unexpected(geen_zip);

    auto const central = zip.substr(directory, directory_size);
    if (number(central, 0, 4) != central_mark) return std::unexpected(geen_zip);
    auto const flags = static_cast<std::uint16_t>(number(central, 8, 2));
    auto const method = number(central, 10, 2);
    auto const crc = number(central, 16, 4);
    auto const packed = number(central, 20, 4);
    auto const size = number(central, 24, 4);
    auto const name_size = number(central, 28, 2);
    auto const more = number(central, 30, 2) + number(central, 32, 2);
    if (central_size + name_size + more > central.size()) return std::unexpected(geen_zip);
    auto const bestandsnaam = central.substr(central_size, name_size);
    if (files == 1 && central_size + name_size + more != central.size()) return std::unexpected(geen_zip);
    if (bestandsnaam.find_first_of("/\\") != std::string_view::npos) return std::unexpected(map);
    if (files > 1) return std::unexpected(te_veel);
    if ((flags & encrypted) != 0) return std::unexpected(wachtwoord);
    if (!good_name(bestandsnaam)) return std::unexpected(naam);
    if (method != stored && method != deflated) return std::unexpected(geen_zip);
    if (size > grens) return std::unexpected(te_groot);
    if (number(central, 42, 4) != 0) return std::unexpected(geen_zip); // the file begins where the zip begins

    if (directory < local_size || number(zip, 0, 4) != local_mark) return std::unexpected(geen_zip);
    auto const begin = local_size + number(zip, 26, 2) + number(zip, 28, 2);
    bool const behind = (flags & sizes_behind) != 0;
    bool const same = number(zip, 6, 2) == flags && number(zip, 8, 2) == method && number(zip, 26, 2) == name_size && begin <= directory &&
                      zip.substr(local_size, name_size) == bestandsnaam &&
                      (behind || (number(zip, 14, 4) == crc && number(zip, 18, 4) == packed && number(zip, 22, 4) == size));
    auto const left = same ? directory - begin : 0;
    // A descriptor is 12 bytes, or 16 with its mark.
    if (!same || left < packed || (behind ? left != packed + 12 && left != packed + 16 : left != packed)) return std::unexpected(geen_zip);

    auto const data = zip.substr(begin, packed);
    std::optional<std::string> out;
    if (method == deflated) out = inflate(data, size);
    else if (packed == size) out = std::string(data);
    if (!out || crc_of(*out) != crc) return std::unexpected(geen_zip);
    return std::move(*out);
}

std::string pak_in(std::string_view naam, std::string_view inhoud) {
    Schrijver zip;
    zip.voeg_toe(naam, inhoud);
    return std::move(zip).klaar();
}

std::string pak_in(std::span<std::pair<std::string, std::string> const> bestanden) {
    Schrijver zip;
    for (auto const& [naam, inhoud] : bestanden) zip.voeg_toe(naam, inhoud);
    return std::move(zip).klaar();
}

} // namespace gateway::vsp
