#include "store/kluis.hpp"

#include "xsd/model/base64.hpp"
#include "xsd/model/sha256.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

namespace store {
namespace {

constexpr std::size_t most = 64 * 1024;
constexpr std::string_view kop = "# Hoofdsleutels van ketenpoort, de nieuwste onderaan. Zonder dit bestand is de opslag onleesbaar.\n";

std::unexpected<model::Error> wrong(std::filesystem::path const& bestand, std::string_view why) {
    return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: {}", bestand.string(), why)});
}

std::unexpected<model::Error> io(std::filesystem::path const& bestand, int number) {
    return std::unexpected(model::Error{number == ENOSPC ? model::ErrorCode::store_full : model::ErrorCode::store_io,
                                        fmt::format("{}: {}", bestand.string(), std::generic_category().message(number))});
}

std::string id_van(Sleutel const& sleutel) { return model::sha256_hex(sleutel.bytes()).substr(0, 8); }

struct File {
    int descriptor;
    ~File() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

/// A text with keys in it, wiped when it goes.
struct Geheim {
    std::string tekst;
    ~Geheim() { OPENSSL_cleanse(tekst.data(), tekst.size()); }
};

model::Result<Geheim> lees_tekst(std::filesystem::path const& bestand) {
    File const file{::open(bestand.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.descriptor < 0 && errno == ENOENT)
        return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: dit sleutelbestand is er niet", bestand.string())});
    if (file.descriptor < 0) return io(bestand, errno);
    struct stat about{};
    if (::fstat(file.descriptor, &about) != 0) return io(bestand, errno);
    if (!S_ISREG(about.st_mode)) return wrong(bestand, "dit is geen gewoon bestand");
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return wrong(bestand, "deze sleutels zijn voor anderen leesbaar; maak het bestand met chmod 600 alleen van de eigenaar");
    Geheim uit;
    uit.tekst.resize(most);
    std::size_t size = 0;
    while (size < most) {
        auto const got = ::read(file.descriptor, uit.tekst.data() + size, most - size);
        if (got < 0) return io(bestand, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size == most) return wrong(bestand, "dit is geen sleutelbestand: het is te groot");
    uit.tekst.resize(size);
    return uit;
}

std::optional<Kluis::Hoofdsleutel> lees_regel(std::string_view regel) {
    auto const space = regel.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    Geheim bytes;
    model::Base64Decoder decoder;
    if (!decoder.add(regel.substr(space + 1), bytes.tekst) || !decoder.finish() || bytes.tekst.size() != 32) return std::nullopt;
    Kluis::Hoofdsleutel uit{std::string(regel.substr(0, space)), Sleutel(std::as_bytes(std::span(bytes.tekst)))};
    if (uit.id != id_van(uit.sleutel)) return std::nullopt;
    return uit;
}

/// The whole file under another name, on disk, before it takes the place. @param nieuw there must be none yet
model::Result<void> schrijf(std::filesystem::path const& bestand, std::vector<Kluis::Hoofdsleutel> const& sleutels, bool nieuw) {
    Geheim inhoud{std::string(kop)};
    inhoud.tekst.reserve(most);
    for (auto const& [id, sleutel] : sleutels) {
        inhoud.tekst += id + ' ';
        model::append_base64(inhoud.tekst, sleutel.bytes());
        inhoud.tekst += '\n';
    }
    auto const naast = bestand.string() + ".nieuw";
    ::unlink(naast.c_str()); // left by a stop halfway
    {
        File const file{::open(naast.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        if (file.descriptor < 0) return io(naast, errno);
        bool const good =
            ::write(file.descriptor, inhoud.tekst.data(), inhoud.tekst.size()) == static_cast<ssize_t>(inhoud.tekst.size()) &&
            ::fsync(file.descriptor) == 0;
        if (int const number = errno; !good) {
            ::unlink(naast.c_str());
            return io(naast, number);
        }
    }
    // A link fails when there is a file of that name, a rename would take its place.
    bool const placed = nieuw ? ::link(naast.c_str(), bestand.c_str()) == 0 : ::rename(naast.c_str(), bestand.c_str()) == 0;
    int const number = errno;
    if (nieuw || !placed) ::unlink(naast.c_str());
    if (!placed && number == EEXIST) return wrong(bestand, "dit bestand is er al; een sleutelbestand wordt niet overschreven");
    if (!placed) return io(bestand, number);
    auto const map = bestand.has_parent_path() ? bestand.parent_path() : std::filesystem::path(".");
    File const folder{::open(map.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.descriptor < 0 || ::fsync(folder.descriptor) != 0) return io(map, errno);
    return {};
}

Kluis::Hoofdsleutel nieuwe_sleutel() {
    auto sleutel = Toeval().sleutel();
    return {id_van(sleutel), sleutel};
}

} // namespace

model::Result<Kluis> Kluis::lees(std::filesystem::path const& bestand) {
    auto const gelezen = lees_tekst(bestand);
    if (!gelezen) return std::unexpected(gelezen.error());
    std::string_view rest = gelezen->tekst;
    Kluis uit;
    for (int nummer = 1; !rest.empty(); ++nummer) {
        auto const end = rest.find('\n');
        auto const regel = rest.substr(0, end);
        bool const whole = end != std::string_view::npos;
        rest.remove_prefix(whole ? end + 1 : rest.size());
        if (whole && (regel.empty() || regel.starts_with('#'))) continue;
        auto sleutel = whole ? lees_regel(regel) : std::nullopt;
        if (!sleutel || uit.vind(sleutel->id) != nullptr)
            return wrong(bestand, fmt::format("regel {} is half geschreven of beschadigd; zet de kopie van dit bestand terug", nummer));
        uit.sleutels_.push_back(std::move(*sleutel));
    }
    if (uit.sleutels_.empty()) return wrong(bestand, "er staat geen sleutel in; zet de kopie van dit bestand terug");
    return uit;
}

model::Result<Kluis> Kluis::maak(std::filesystem::path const& bestand) {
    Kluis uit = los();
    if (auto done = schrijf(bestand, uit.sleutels_, true); !done) return std::unexpected(done.error());
    return uit;
}

model::Result<Kluis> Kluis::wissel(std::filesystem::path const& bestand) {
    auto uit = lees(bestand);
    if (!uit) return uit;
    uit->sleutels_.push_back(nieuwe_sleutel());
    if (auto done = schrijf(bestand, uit->sleutels_, false); !done) return std::unexpected(done.error());
    return uit;
}

model::Result<Kluis> Kluis::verwijder(std::filesystem::path const& bestand, std::string_view id) {
    auto uit = lees(bestand);
    if (!uit) return uit;
    if (uit->vind(id) == nullptr)
        return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: sleutel {} staat hier niet in", bestand.string(), id)});
    if (uit->nieuwste().id == id) return wrong(bestand, fmt::format("sleutel {} is de nieuwste en blijft", id));
    std::erase_if(uit->sleutels_, [id](auto const& s) { return s.id == id; });
    if (auto done = schrijf(bestand, uit->sleutels_, false); !done) return std::unexpected(done.error());
    return uit;
}

Kluis Kluis::los() {
    Kluis uit;
    uit.sleutels_.push_back(nieuwe_sleutel());
    return uit;
}

Sleutel const* Kluis::vind(std::string_view id) const noexcept {
    auto const found = std::ranges::find(sleutels_, id, &Hoofdsleutel::id);
    return found == sleutels_.end() ? nullptr : &found->sleutel;
}

} // namespace store
