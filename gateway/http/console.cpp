#include "gateway/http/console.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace gateway::http {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> soorten{{{".html", "text/html; charset=utf-8"},
                                                                               {".js", "text/javascript; charset=utf-8"},
                                                                               {".css", "text/css; charset=utf-8"},
                                                                               {".json", "application/json"},
                                                                               {".svg", "image/svg+xml"},
                                                                               {".png", "image/png"},
                                                                               {".woff2", "font/woff2"}}};

/// Only what the console itself brings may run, look or be asked in it.
constexpr std::string_view csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
                                 "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

std::string_view soort(std::string_view pad) {
    for (auto const& [staart, type] : soorten)
        if (pad.ends_with(staart)) return type;
    return "application/octet-stream";
}

std::optional<std::string> inhoud_van(fs::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    if (!stream || !(bytes << stream.rdbuf())) return std::nullopt;
    return std::move(bytes).str();
}

} // namespace

bool neemt(std::string_view accept_encoding, std::string_view vorm) {
    while (!accept_encoding.empty()) {
        auto const comma = accept_encoding.find(',');
        auto one = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
        one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
        auto const naam = one.substr(0, one.find_first_of("; \t"));
        // Any weight but zero will do: what we have packed is always the smaller.
        if (naam == vorm) return one.find("q=0") == std::string_view::npos || one.find_first_of("123456789", one.find("q=0")) != std::string_view::npos;
    }
    return false;
}

std::filesystem::path console_map(std::string_view instelling, std::filesystem::path const& programma) {
    if (!instelling.empty()) return instelling;
    auto const bin = programma.parent_path();
    std::error_code fault;
    auto geinstalleerd = bin.parent_path() / "share/ketenpoort/console";
    if (fs::exists(geinstalleerd / "index.html", fault)) return geinstalleerd;
    return bin.parent_path().parent_path().parent_path() / "gateway/console/dist";
}

Console::Console(std::filesystem::path const& map) {
    std::error_code fault;
    if (!fs::exists(map / "index.html", fault)) return;
    for (fs::recursive_directory_iterator at(map, fault), end; !fault && at != end; at.increment(fault)) {
        if (!at->is_regular_file(fault)) continue;
        auto inhoud = inhoud_van(at->path());
        if (!inhoud) continue;
        auto naam = at->path().lexically_relative(map).generic_string();
        auto Bestand::*vorm = &Bestand::inhoud;
        if (naam.ends_with(".gz")) vorm = &Bestand::gzip;
        else if (naam.ends_with(".br")) vorm = &Bestand::brotli;
        if (vorm != &Bestand::inhoud) naam.resize(naam.size() - 3);
        bestanden_[naam].*vorm = std::move(*inhoud);
    }
}

Answer Console::toon(std::string_view pad, std::string_view accept_encoding) const {
    if (!gebouwd())
        return problem(404, "De console is hier niet gebouwd. Bouw haar met `make console` (of `npm ci && npm run build` in gateway/console), "
                            "of wijs met de instelling console de map aan waar zij staat, en start ketenpoort opnieuw.");
    auto found = bestanden_.find(pad);
    // A page that was loaded before an update asks for an asset that is gone; no browser asks for a step up, and nothing of ours has one.
    bool const geen_scherm = pad.starts_with("assets/") || pad.find("..") != std::string_view::npos;
    if (found == bestanden_.end() && !geen_scherm) found = bestanden_.find("index.html");
    if (found == bestanden_.end()) return problem(404, "Dit bestand is er niet in de console; ververs de bladzijde.");
    auto const& [naam, bestand] = *found;
    Answer answer{200, std::string(soort(naam)), {}, {}, false};
    // The name of what stands in assets/ changes with its content; everything else is asked for anew.
    answer.headers.emplace_back("Cache-Control", naam.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-store");
    answer.headers.emplace_back("Content-Security-Policy", csp);
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (!bestand.brotli.empty() && neemt(accept_encoding, "br")) {
        answer.headers.emplace_back("Content-Encoding", "br");
        answer.body = bestand.brotli;
    } else if (!bestand.gzip.empty() && neemt(accept_encoding, "gzip")) {
        answer.headers.emplace_back("Content-Encoding", "gzip");
        answer.body = bestand.gzip;
    } else {
        answer.body = bestand.inhoud;
    }
    return answer;
}

} // namespace gateway::http
