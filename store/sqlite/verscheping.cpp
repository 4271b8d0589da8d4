#include "store/sqlite/verscheping.hpp"

#include "store/sqlite/paginasom.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <sstream>

namespace store::sqlite {
namespace {

constexpr std::size_t meeste_wachtend = std::size_t{64} << 20; ///< bytes in memory while the other side is away
constexpr std::uint64_t genoeg = 1024;                         ///< frames, about 4 MB
constexpr std::int64_t lang_genoeg_ms = 4000;

std::string hash(std::span<std::byte const> bytes) {
    audit::Hash uit{};
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), reinterpret_cast<unsigned char*>(uit.data()));
    return audit::hex(uit);
}

std::string hash(std::string_view text) { return hash(std::as_bytes(std::span(text))); }

/// The value of the line that begins with a word.
std::string_view waarde(std::string_view kop, std::string_view woord) {
    auto const at = kop.find(fmt::format("\n{} ", woord));
    if (at == std::string_view::npos) return {};
    auto const begin = at + woord.size() + 2;
    return kop.substr(begin, kop.find('\n', begin) - begin);
}

template <class T>
bool getal(std::string_view text, T& naar) {
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), naar);
    return fault == std::errc() && end == text.data() + text.size();
}

std::unexpected<model::Error> beschadigd(std::filesystem::path const& file) {
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, fmt::format("{} is beschadigd", file.string())});
}

} // namespace

std::string tekst(Segment const& segment) {
    auto uit = fmt::format("ketenpoort-segment 1\nnummer {}\nmoment {}\nframes {}\nvorige {}\ninhoud {}\n", segment.nummer, segment.moment_ms,
                           segment.frames, segment.vorige.empty() ? "geen" : segment.vorige, segment.inhoud);
    uit += fmt::format("som {}", hash(uit));
    uit.resize(segment_kop_bytes - 1, ' ');
    uit += '\n';
    return uit;
}

std::optional<Segment> ontleed_segment(std::string_view kop) {
    Segment uit;
    if (!getal(waarde(kop, "nummer"), uit.nummer) || !getal(waarde(kop, "moment"), uit.moment_ms) || !getal(waarde(kop, "frames"), uit.frames))
        return std::nullopt;
    uit.vorige = waarde(kop, "vorige");
    if (uit.vorige == "geen") uit.vorige.clear();
    uit.inhoud = waarde(kop, "inhoud");
    constexpr std::size_t hash_tekens = 64;
    if (uit.inhoud.size() != hash_tekens || (!uit.vorige.empty() && uit.vorige.size() != hash_tekens)) return std::nullopt;
    if (tekst(uit) != kop) return std::nullopt;
    return uit;
}

std::string kop_hash(Segment const& segment) { return hash(tekst(segment)); }

std::string bestandsnaam(std::uint64_t nummer) { return fmt::format("segment-{:012}", nummer); }

model::Result<std::vector<Segment>> segmenten(std::filesystem::path const& map) {
    std::vector<std::filesystem::path> namen;
    std::error_code fault;
    for (std::filesystem::directory_iterator it(map, fault), end; !fault && it != end; it.increment(fault))
        if (it->path().filename().string().starts_with("segment-") && it->path().extension().empty()) namen.push_back(it->path());
    if (fault && fault != std::errc::no_such_file_or_directory) return std::unexpected(system_error(map, fault.value()));
    std::ranges::sort(namen);
    std::vector<Segment> uit;
    for (auto const& naam : namen) {
        auto const bestand = Bestand::open(naam, Bestand::Hoe::lezen);
        if (!bestand) return std::unexpected(bestand.error());
        std::string kop(segment_kop_bytes, ' ');
        auto const gelezen = bestand->lees(std::as_writable_bytes(std::span(kop)), 0);
        if (!gelezen) return std::unexpected(gelezen.error());
        auto segment = ontleed_segment(std::string_view(kop).substr(0, *gelezen));
        if (!segment || bestandsnaam(segment->nummer) != naam.filename()) return beschadigd(naam);
        uit.push_back(std::move(*segment));
    }
    return uit;
}

Verscheping::Verscheping(std::filesystem::path log, Klok klok, std::optional<Segment> const& laatste)
    : log_pad_(std::move(log)), klok_(std::move(klok)) {
    if (laatste) volgende_ = laatste->nummer + 1;
}

void Verscheping::breek() {
    std::scoped_lock const lock(mutex_);
    laat_vallen();
}

void Verscheping::laat_vallen() {
    gebroken_ = true;
    begin_ = false;
    wachtrij_.clear();
    wachtende_bytes_ = 0;
    oudste_ms_ = 0;
}

void Verscheping::snij(std::int64_t frames_nu, bool moet) {
    auto const nu = klok_();
    std::scoped_lock const lock(mutex_);
    if (gebroken_ && !begin_) return;
    if (!log_) {
        auto opened = Bestand::open(log_pad_, Bestand::Hoe::lezen);
        if (!opened) return; // nothing was committed yet
        log_.emplace(std::move(*opened));
    }
    std::array<std::byte, wal::kop_bytes> kop{};
    auto const gelezen = log_->lees(kop, 0);
    auto const frames = *gelezen == kop.size() ? static_cast<std::uint64_t>(std::max<std::int64_t>(frames_nu, 0)) : 0;
    if (!gelezen) return laat_vallen();
    if (auto const zout = wal::zout(kop); zout != zout_ || frames < gesneden_) {
        zout_ = zout;
        gesneden_ = 0;
        std::span<std::byte const> const bytes = kop;
        som_ = {wal::getal(bytes.subspan<24, 4>()), wal::getal(bytes.subspan<28, 4>())};
    }
    bool const eerste = std::exchange(begin_, false);
    if (eerste) gebroken_ = false; // the first segment has all of the present log, so that nothing can lie between it and the copy
    if (frames > gesneden_ && oudste_ms_ == 0) oudste_ms_ = nu;
    bool const tijd = frames > gesneden_ && (moet || eerste || frames - gesneden_ >= genoeg || nu - oudste_ms_ >= lang_genoeg_ms || nu < oudste_ms_);
    if (!tijd && !gevraagd_) return;
    gevraagd_ = false;
    Wachtend stuk{{volgende_, nu, frames - gesneden_, vorige_, {}}, {}};
    stuk.frames.resize((frames - gesneden_) * wal::frame_bytes);
    if (wachtende_bytes_ + stuk.frames.size() > meeste_wachtend && !wachtrij_.empty()) return laat_vallen();
    auto const heel = log_->lees(stuk.frames, wal::kop_bytes + gesneden_ * wal::frame_bytes);
    if (!heel || *heel != stuk.frames.size()) return laat_vallen();
    for (std::size_t at = 0; at < stuk.frames.size(); at += wal::frame_bytes) {
        auto const een = std::span<std::byte const>(stuk.frames).subspan(at, wal::frame_bytes);
        if (!wal::volgt(som_, een.first(wal::frame_kop_bytes), een.subspan(wal::frame_kop_bytes))) return laat_vallen();
        som_ = wal::frame(een).som;
    }
    gesneden_ = frames;
    oudste_ms_ = 0;
    stuk.segment.inhoud = hash(stuk.frames);
    vorige_ = kop_hash(stuk.segment);
    ++volgende_;
    wachtende_bytes_ += stuk.frames.size();
    wachtrij_.push_back(std::move(stuk));
}

std::uint64_t Verscheping::begin() {
    std::scoped_lock const lock(mutex_);
    laat_vallen();
    vorige_.clear(); // what was committed in between is in no segment
    begin_ = true;
    gevraagd_ = true;
    return volgende_;
}

std::uint64_t Verscheping::vraag() {
    std::scoped_lock const lock(mutex_);
    gevraagd_ = true;
    return volgende_;
}

bool Verscheping::gebroken() const {
    std::scoped_lock const lock(mutex_);
    return gebroken_ && !begin_;
}

std::int64_t Verscheping::achterstand_ms() const {
    auto const nu = klok_();
    std::scoped_lock const lock(mutex_);
    auto const oudste = wachtrij_.empty() ? oudste_ms_ : wachtrij_.front().segment.moment_ms;
    return oudste == 0 ? 0 : std::max<std::int64_t>(nu - oudste, 0);
}

model::Result<void> Verscheping::schrijf(std::filesystem::path const& map) {
    for (;;) {
        std::optional<Wachtend> stuk;
        {
            std::scoped_lock const lock(mutex_);
            if (wachtrij_.empty()) return {};
            stuk = wachtrij_.front();
        }
        auto const naam = map / bestandsnaam(stuk->segment.nummer);
        auto const deel = std::filesystem::path(naam.string() + ".deel");
        auto const done = [&]() -> model::Result<void> {
            auto bestand = Bestand::open(deel, Bestand::Hoe::schrijven);
            if (!bestand) return std::unexpected(bestand.error());
            auto const kop = tekst(stuk->segment);
            model::Result<void> written = bestand->kap(0);
            if (written) written = bestand->schrijf(std::as_bytes(std::span(kop)), 0);
            if (written) written = bestand->schrijf(stuk->frames, kop.size());
            if (written) written = bestand->sync();
            if (!written) return written;
            std::error_code fault;
            std::filesystem::rename(deel, naam, fault);
            if (fault) return std::unexpected(system_error(naam, fault.value()));
            return sync_map(map);
        }();
        if (!done) return done;
        std::scoped_lock const lock(mutex_);
        if (wachtrij_.empty() || wachtrij_.front().segment.nummer != stuk->segment.nummer) continue;
        wachtende_bytes_ -= stuk->frames.size();
        wachtrij_.pop_front();
    }
}

model::Result<Naspeler> Naspeler::open(std::filesystem::path const& databank) {
    auto bestand = Bestand::open(databank, Bestand::Hoe::schrijven);
    if (!bestand) return std::unexpected(bestand.error());
    return Naspeler(std::move(*bestand));
}

model::Result<void> Naspeler::speel(std::filesystem::path const& file, Segment const& segment) {
    auto const bestand = Bestand::open(file, Bestand::Hoe::lezen);
    if (!bestand) return std::unexpected(bestand.error());
    std::vector<std::byte> frames(segment.frames * wal::frame_bytes + 1);
    auto const gelezen = bestand->lees(frames, segment_kop_bytes);
    if (!gelezen) return std::unexpected(gelezen.error());
    frames.resize(std::min(*gelezen, frames.size()));
    if (frames.size() != segment.frames * wal::frame_bytes || hash(frames) != segment.inhoud) return beschadigd(file);
    std::uint32_t paginas = 0;
    for (std::size_t at = 0; at < frames.size(); at += wal::frame_bytes) {
        auto const een = std::span(frames).subspan(at, wal::frame_bytes);
        auto const wat = wal::frame(een);
        auto const pagina = een.subspan(wal::frame_kop_bytes);
        paginasom::stempel(pagina, wat.pagina);
        if (auto done = databank_.schrijf(pagina, std::uint64_t{wat.pagina - 1} * wal::pagina); !done) return done;
        paginas = wat.pagina_s;
    }
    if (frames.empty()) return {};
    if (paginas == 0) return beschadigd(file); // it does not end in a commit
    return databank_.kap(std::uint64_t{paginas} * wal::pagina);
}

model::Result<void> Naspeler::klaar() { return databank_.sync(); }

} // namespace store::sqlite
