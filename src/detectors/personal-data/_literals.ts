/** How the keys of user names begin; `username` verifies them in the folded text. */
const USERNAMES =
  "user|login|screenname|screen name|screen_name|screen-name|accountname|account name|account_name|account-name|nick|handle|benutzername|nom d'utilisateur|identifiant|nombre de usuario|usuario|usuário|nome utente|gebruikersnaam|nazwa|логин|skype|telegram|wechat|we chat|line id|instagram|snapchat|twitter|github|discord|tiktok|kakaotalk|kakao talk|微信|qq|微博|抖音号|小红书号|用户名|用户账号|登录名|登录账号|账号|帐号|昵称|ユーザー名|사용자|아이디"
/** How the keys of passwords begin. */
const PASSWORDS =
  'pass|pwd|kennwort|mot de passe|mdp|contraseña|contrasena|clave|senha|palavra-passe|wachtwoord|hasło|пароль|parola|lösenord|adgangskode|salasana|şifre|密码|密碼|口令|パスワード|비밀번호'
/** What speaks of postal codes. */
const POSTAL = 'zip|postal|postcode|post code|eircode|plz|postleitzahl|邮编|邮政编码|郵便番号|우편번호'

/** What the detectors of this family look for in the folded text; they verify what is found. */
export const PERSONAL_LITERALS = {
  brackets: () => ['(at', '[at', '{at', '<at', '( at', '[ at', '(@', '[@'],
  dots: () => [' dot '],
  usernames: () => USERNAMES.split('|'),
  passwords: () => PASSWORDS.split('|'),
  pins: () => ['pin'],
  postal: () => POSTAL.split('|'),
} as const satisfies Readonly<Record<string, () => readonly string[]>>
