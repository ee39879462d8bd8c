# nix run "git+https://github.com/OWNER/hookvet?dir=.packages/nix"
{
  description = "Validator and linter for CyberSource webhook subscription definitions";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      each = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: {
        default = pkgs.stdenv.mkDerivation {
          pname = "hookvet";
          version = "0.1.0";
          src = ../..;
          nativeBuildInputs = [ pkgs.pkg-config pkgs.gawk ];
          buildInputs = [ pkgs.jansson pkgs.pcre2 pkgs.libidn2 pkgs.libunistring pkgs.libyaml pkgs.nettle ];
          makeFlags = [ "ARCHIVES=" "PREFIX=$(out)" ];
          enableParallelBuilding = true;
          meta = {
            homepage = "https://github.com/OWNER/hookvet";
            license = pkgs.lib.licenses.mit;
            mainProgram = "hookvet";
            platforms = systems;
          };
        };
      });
    };
}
