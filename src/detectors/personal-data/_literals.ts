/** How the keys of user names begin; `username` verifies them in the folded text. */
const USERNAMES =
  "user|login|screenname|screen name|screen_name|screen-name|accountname|account name|account_name|account-name|nick|handle|benutzername|nom d'utilisateur|identifiant|nombre de usuario|usuario|usuário|nome utente|gebruikersnaam|nazwa|логин|skype|telegram|wechat|we chat|line id|instagram|snapchat|twitter|github|discord|tiktok|kakaotalk|kakao talk|微信|qq|微博|抖音号|小红书号|用户名|用户账号|登录名|登录账号|账号|帐号|昵称|ユーザー名|사용자|아이디"
/** How the keys of passwords begin. */
const PASSWORDS =
  'pass|pwd|kennwort|mot de passe|mdp|contraseña|contrasena|clave|senha|palavra-passe|wachtwoord|hasło|пароль|parola|lösenord|adgangskode|salasana|şifre|密码|密碼|口令|パスワード|비밀번호'
/** What speaks of postal codes. */
const POSTAL = 'zip|postal|postcode|post code|eircode|plz|postleitzahl|邮编|邮政编码|郵便番号|우편번호'

/** What every label of a plate holds. */
const PLATES =
  'plate|reg|vrn|vrm|kennzeichen|nummernschild|plaque|immatriculation|matrícula|targa|placa|kenteken|nummerplade|rejestracyjny|plaka|госномер|ナンバープレート|차량번호'
/** What every label right before a postal code holds, but for its sign. */
const POSTAL_LABELS =
  'zip|post|pin|plz|cp|c.p|cap|cep|pocztowy|psč|irányítószám|индекс|eircode|邮编|邮政编码|郵編|郵遞區號|郵便番号|우편번호'
/** What every label of a serial number holds. */
const SERIALS = 'serial|serie|s/n|sn|序列'
/** What every label of a bank account holds. */
const ACCOUNTS =
  'acc|a/c|bban|clabe|routing|aba|sort|bsb|transit|konto|bankverbindung|compte|rib|cuenta|cbu|conto|conta|rekening|bankgiro|plusgiro|rachunek|расч|hesap|账号|帐号|账户|帐户|户号|開户|开户|对公|收款|口座番号|계좌'
/** What every word of birth holds. */
const BIRTHS =
  'born|birth|bday|dob|d.o.b|do.b|d.ob|geb|né|naissance|nacid|nacimiento|nato|nata|nascita|nascid|nascimento|född|født|fødsels|synty|urodz|doğum|рожд|родил|b.|出生|生于|生日|诞生|誕生|生辰|生年月日|生まれ|생년월일|출생'

/** What every word for a network card, for a device of advertising, for a latitude or longitude holds. */
const NETWORK_CARDS = 'mac|ether|hwaddr|hardware|bssid|bluetooth|wifi|wi-fi|nic|物理地址|硬件地址|网卡'
const DEVICES = 'idfa|idfv|gaid|aaid|oaid|advertising|android|udid|device|hardware|machine|广告标识|设备'
const DEGREES = 'lat|lon|lng|breitengrad|längengrad|纬度|经度'

/** What the detectors of this family look for in the folded text; they verify what is found. */
export const PERSONAL_LITERALS = {
  brackets: () => ['(at', '[at', '{at', '<at', '( at', '[ at', '(@', '[@'],
  dots: () => [' dot '],
  usernames: () => USERNAMES.split('|'),
  passwords: () => PASSWORDS.split('|'),
  pins: () => ['pin'],
  postal: () => POSTAL.split('|'),
  plates: () => PLATES.split('|'),
  postalLabels: () => POSTAL_LABELS.split('|'),
  serials: () => SERIALS.split('|'),
  accounts: () => ACCOUNTS.split('|'),
  networkCards: () => NETWORK_CARDS.split('|'),
  devices: () => DEVICES.split('|'),
  degrees: () => DEGREES.split('|'),
  births: () => BIRTHS.split('|'),
} as const satisfies Readonly<Record<string, () => readonly string[]>>
