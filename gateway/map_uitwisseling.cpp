#include "gateway/map_uitwisseling.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace gateway {

namespace {

namespace fs = std::filesystem;

/// A descriptor that is closed at the end.
class File {
public:
    File(fs::path const& path, int flags, mode_t mode = 0) : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    [[nodiscard]] int fd() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }

private:
    int fd_;
};

std::string reason() { return std::generic_category().message(errno); }

bool sync_folder(fs::path const& map) {
    File const folder(map, O_RDONLY | O_DIRECTORY);
    return folder && ::fsync(folder.fd()) == 0;
}

/// Writes all of it and waits for the disk.
bool write_whole(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return ::fsync(fd) == 0;
}

std::string write_file(fs::path const& map, std::string const& naam, std::string_view bytes) {
    auto const half = map / ("." + naam + ".tmp");
    {
        File const file(half, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0640);
        if (!file) return fmt::format("in de map kan niet worden geschreven ({})", reason());
        if (!write_whole(file.fd(), bytes)) {
            auto fout = fmt::format("het bestand kon niet worden geschreven ({})", reason());
            ::unlink(half.c_str());
            return fout;
        }
    }
    if (::rename(half.c_str(), (map / naam).c_str()) != 0 || !sync_folder(map))
        return fmt::format("het bestand kon niet op zijn plaats worden gezet ({})", reason());
    return {};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::int64_t changed(struct stat const& s) { return static_cast<std::int64_t>(s.st_mtim.tv_sec) * 1'000'000'000 + s.st_mtim.tv_nsec; }

} // namespace

std::string leg_in_map(fs::path const& map, std::string_view naam, std::string_view inhoud) {
    return write_file(map, fmt::format("{}.xml", naam), inhoud);
}

std::expected<Blik, std::string> kijk_in_map(fs::path const& map) {
    Blik blik;
    std::error_code fault;
    auto at = fs::directory_iterator(map, fault);
    for (; !fault && at != fs::directory_iterator(); at.increment(fault)) {
        auto const naam = at->path().filename().string();
        auto const low = lower(naam);
        if (naam.starts_with('.') || !(low.ends_with(".xml") || low.ends_with(".zip"))) continue;
        struct stat s {};
        // It may be gone again, or be no file.
        if (::lstat(at->path().c_str(), &s) != 0 || !S_ISREG(s.st_mode)) continue;
        blik.emplace(naam, BestandStand{static_cast<std::uintmax_t>(s.st_size), changed(s)});
    }
    if (fault) return std::unexpected(fmt::format("de map kan niet worden gelezen ({})", fault.message()));
    return blik;
}

std::vector<std::string> heel(Blik const& vorige, Blik const& nu) {
    std::vector<std::string> out;
    for (auto const& [naam, gezien] : nu) {
        auto const before = vorige.find(naam);
        if (before != vorige.end() && before->second == gezien && gezien.grootte > 0) out.push_back(naam);
    }
    return out;
}

std::string ruim_op(fs::path const& map, std::string const& naam, bool verwerkt, std::string_view besluit) {
    auto const doel = map / (verwerkt ? "verwerkt" : "geweigerd");
    std::error_code fault;
    fs::create_directories(doel, fault);
    if (fault) return fmt::format("de map {} kan niet worden gemaakt ({})", doel.filename().string(), fault.message());
    auto vrij = naam;
    for (int n = 2; fs::exists(doel / vrij, fault) || fs::exists(doel / (vrij + ".json"), fault); ++n)
        vrij = fmt::format("{}-{}{}", fs::path(naam).stem().string(), n, fs::path(naam).extension().string());
    // The decision first: a file that was moved always has it beside it.
    if (auto fout = write_file(doel, vrij + ".json", besluit); !fout.empty()) return fout;
    fs::rename(map / naam, doel / vrij, fault);
    if (fault) return fmt::format("het bestand kan niet worden weggezet ({})", fault.message());
    if (!sync_folder(map) || !sync_folder(doel)) return fmt::format("de map kan niet naar schijf ({})", reason());
    return {};
}

std::expected<std::string, std::string> lees_bestand(fs::path const& bestand, BestandStand const& gezien, std::uintmax_t grens) {
    File const file(bestand, O_RDONLY | O_NOFOLLOW);
    struct stat s {};
    if (!file || ::fstat(file.fd(), &s) != 0) return std::unexpected(fmt::format("het bestand is niet te lezen ({})", reason()));
    auto const same = [&] { return S_ISREG(s.st_mode) && BestandStand{static_cast<std::uintmax_t>(s.st_size), changed(s)} == gezien; };
    if (!same()) return std::unexpected("het bestand veranderde nog");
    if (gezien.grootte > grens) return std::unexpected(fmt::format("het bestand is groter dan {} bytes", grens));
    std::string out(gezien.grootte, '\0');
    for (std::size_t done = 0; done < out.size();) {
        auto const n = ::read(file.fd(), out.data() + done, out.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::unexpected(fmt::format("het bestand is niet te lezen ({})", reason()));
        if (n == 0) return std::unexpected("het bestand veranderde nog");
        done += static_cast<std::size_t>(n);
    }
    // Somebody may have written while we read.
    if (::fstat(file.fd(), &s) != 0 || !same()) return std::unexpected("het bestand veranderde nog");
    return out;
}

} // namespace gateway
